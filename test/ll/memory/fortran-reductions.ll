; Reductions of every other element, as flang's runtime computes them, by a descriptor that optimised code fills by parts.
; grad: --fn f
; fwd: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0, double 5.0, double 7.0, double 4.0], [double 0.0, double 0.0, double 0.0, double 0.0, double 0.0], i64 3, double 1.0) = ; 2.0 3.0 5.0 7.0 4.0 ; 49.0 0.0 34.0 0.0 8.0
; run: f_fwd([double 2.0, double 3.0, double 5.0, double 7.0, double 4.0], [double 1.0, double 10.0, double 0.0, double 1.0, double 0.0], i64 3) = 49.0 ; 2.0 3.0 5.0 7.0 4.0 ; 1.0 10.0 0.0 1.0 0.0
declare extern_weak double @_FortranASumReal8(ptr, ptr, i32, i32, ptr)
declare extern_weak double @_FortranAProductReal8(ptr, ptr, i32, i32, ptr)
declare extern_weak double @_FortranAMaxvalReal8(ptr, ptr, i32, i32, ptr)
declare extern_weak double @_FortranAMinvalReal8(ptr, ptr, i32, i32, ptr)
declare extern_weak double @_FortranADotProductReal8(ptr, ptr, ptr, i32)
define double @f(ptr %x, i64 %n) {
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
  %sum = call double @_FortranASumReal8(ptr %d, ptr null, i32 1, i32 0, ptr null)
  %product = call double @_FortranAProductReal8(ptr %d, ptr null, i32 1, i32 0, ptr null)
  %most = call double @_FortranAMaxvalReal8(ptr %d, ptr null, i32 1, i32 0, ptr null)
  %least = call double @_FortranAMinvalReal8(ptr %d, ptr null, i32 1, i32 0, ptr null)
  %square = call double @_FortranADotProductReal8(ptr %d, ptr %d, ptr null, i32 1)
  %a = fmul double %most, %least
  %b = fmul double %sum, %a
  %c = fadd double %b, %square
  %r = fsub double %c, %product
  ret double %r
}
