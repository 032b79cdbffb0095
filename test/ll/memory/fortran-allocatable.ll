; An array takes the shape of what is assigned to it: two elements become three, in new memory.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0, double 5.0], [double 0.0, double 0.0, double 0.0], double 1.0) = ; 2.0 3.0 5.0 ; 5.0 0.0 2.0
declare extern_weak void @_FortranAAssign(ptr, ptr, ptr, i32)
declare ptr @malloc(i64)
declare void @free(ptr)
define double @f(ptr %x) {
  %to = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %from = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %old = call ptr @malloc(i64 16)
  %a = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } { ptr undef, i64 8, i32 20240719, i8 1, i8 28, i8 2, i8 0, [1 x [3 x i64]] [[3 x i64] [i64 1, i64 2, i64 8]] }, ptr %old, 0
  store { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %a, ptr %to
  %b = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } { ptr undef, i64 8, i32 20240719, i8 1, i8 28, i8 0, i8 0, [1 x [3 x i64]] [[3 x i64] [i64 1, i64 3, i64 8]] }, ptr %x, 0
  store { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %b, ptr %from
  call void @_FortranAAssign(ptr %to, ptr %from, ptr null, i32 1)
  %base = load ptr, ptr %to
  %first = load double, ptr %base
  %end = getelementptr double, ptr %base, i64 2
  %last = load double, ptr %end
  %product = fmul double %first, %last
  call void @free(ptr %base)
  ret double %product
}
