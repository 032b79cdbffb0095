; A global variable that carries an active value gets a shadow; a second call starts from zero again.
; grad: --fn f
; run: f_grad(double 3.0, double 2.0) = 12.0
; run: f_grad(double 3.0, double 2.0) = 12.0
@state = global double 0.0
define double @f(double %x) {
  store double %x, double* @state
  %v = load double, double* @state
  %r = fmul double %v, %x
  ret double %r
}
