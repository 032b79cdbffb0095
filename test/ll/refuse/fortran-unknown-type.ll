; The elements are of a derived type of which nothing is known: something may have to be done when one is assigned.
; refuse: E_NO_RULE @_FortranAAssign
; grad: --fn f
; llvm: 19 22
declare void @_FortranAAssign(ptr, ptr, ptr, i32)
define void @f(ptr %x, ptr %y) {
  %to = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %from = alloca { ptr, i64, i32, i8, i8, i8, i8 }
  %e = insertvalue { ptr, i64, i32, i8, i8, i8, i8 } { ptr undef, i64 8, i32 20240719, i8 0, i8 42, i8 0, i8 0 }, ptr %x, 0
  store { ptr, i64, i32, i8, i8, i8, i8 } %e, ptr %from
  %g = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } { ptr undef, i64 8, i32 20240719, i8 1, i8 42, i8 2, i8 0, [1 x [3 x i64]] [[3 x i64] [i64 1, i64 2, i64 8]] }, ptr %y, 0
  store { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %g, ptr %to
  call void @_FortranAAssign(ptr %to, ptr %from, ptr null, i32 2)
  ret void
}
