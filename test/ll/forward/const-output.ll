; An output that was declared constant and is not read gets no tangents, and that is no error.
; fwd: --fn f --activity c=const
; run: f_fwd(double 3.0, double 1.0, [double 0.0]) = 2.0 ; 3.0
define double @f(double %x, double* %c) {
  store double %x, double* %c
  %r = fmul double %x, 2.0
  ret double %r
}
