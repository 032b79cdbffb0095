; A local array has a local shadow.
; llvm: 19 22
; grad: --fn f
; run: f_grad(double 3.0, i64 1, double 1.0) = 6.0
; run: f_grad(double 3.0, i64 0, double 1.0) = 1.0

define double @f(double %x, i64 %k) {
  %a = alloca [2 x double], align 16
  %p1 = getelementptr [2 x double], ptr %a, i64 0, i64 1
  store double %x, ptr %a, align 8
  %s = fmul double %x, %x
  store double %s, ptr %p1, align 8
  %q = getelementptr [2 x double], ptr %a, i64 0, i64 %k
  %r = load double, ptr %q, align 8
  ret double %r
}
