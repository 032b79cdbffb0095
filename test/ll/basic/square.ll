; grad: --fn square
; run: square_grad(double 3.0, double 1.0) = 6.0
; run: square_grad(double -2.0, double 0.5) = -2.0
; count: 0 alloca

define double @square(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
