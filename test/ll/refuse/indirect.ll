; refuse: E_INDIRECT_CALL pointer
; grad: --fn f
define double @f(double %x, double (double)* %g) {
  %r = call double %g(double %x)
  ret double %r
}
