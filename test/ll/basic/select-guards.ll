; Where 1/x was not chosen its adjoint is exactly zero, and stays zero although 1/x is infinite.
; grad: --fn f
; run: f_grad(double 0.0, double 1.0) = 0.0
; run: f_grad(double 2.0, double 1.0) = 1.0

define double @f(double %x) {
  %i = fdiv double 1.0, %x
  %p = fmul double %x, %i
  %q = fmul double %p, %x
  %c = fcmp one double %x, 0.0
  %r = select i1 %c, double %q, double 0.0
  ret double %r
}
