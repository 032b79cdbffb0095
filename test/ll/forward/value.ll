; A product and its tangent: by both arguments, by one, with the value before it.
; fwd: --fn f
; fwd: --fn g --wrt x
; fwd: --fn h --returns both
; run: f_fwd(double 2.0, double 1.0, double 3.0, double 10.0) = 23.0
; run: g_fwd(double 2.0, double 0.5, double 3.0) = 1.5
; run: h_fwd(double 4.0, double 8.0) = 2.0 2.0
declare double @llvm.sqrt.f64(double)
define double @f(double %x, double %y) {
  %m = fmul double %x, %y
  ret double %m
}
define double @g(double %x, double %y) {
  %m = fmul double %x, %y
  ret double %m
}
define double @h(double %x) {
  %r = call double @llvm.sqrt.f64(double %x)
  ret double %r
}
