; Fortran and Rust spell the count of an allocation even where it is one.
; llvm: 19 22
; grad: --fn f
; run: f_grad(double 3.0, i64 2, double 1.0) = 6.0

define double @f(double %x, i64 %i) {
  %t = alloca [4 x double], i64 1, align 8
  %q = getelementptr [4 x double], ptr %t, i64 0, i64 %i
  store double %x, ptr %q
  %p = getelementptr double, ptr %t, i64 2
  %v = load double, ptr %p
  %r = fmul double %v, %v
  ret double %r
}
