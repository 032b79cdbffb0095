; Only elements for which a mask holds are summed up.
; refuse: E_NO_RULE @_FortranASumReal8
; grad: --fn f
; llvm: 19 22
declare double @_FortranASumReal8(ptr, ptr, i32, i32, ptr)
define double @f(ptr %x, i64 %n, ptr %mask) {
  %d = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  store ptr %x, ptr %d
  %bytes = getelementptr inbounds i8, ptr %d, i64 8
  store i64 8, ptr %bytes
  %version = getelementptr inbounds i8, ptr %d, i64 16
  store i32 20240719, ptr %version
  %rank = getelementptr inbounds i8, ptr %d, i64 20
  store <4 x i8> <i8 1, i8 28, i8 0, i8 0>, ptr %rank
  %lower = getelementptr inbounds i8, ptr %d, i64 24
  store i64 1, ptr %lower
  %extent = getelementptr inbounds i8, ptr %d, i64 32
  store i64 %n, ptr %extent
  %stride = getelementptr inbounds i8, ptr %d, i64 40
  store i64 16, ptr %stride
  %sum = call double @_FortranASumReal8(ptr %d, ptr null, i32 1, i32 0, ptr %mask)
  ret double %sum
}
