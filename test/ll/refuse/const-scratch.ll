; refuse: E_CONST_MEMORY constant
; grad: --fn f --activity 1=const
define double @f(double %x, double* %scratch) {
  store double %x, double* %scratch
  %v = load double, double* %scratch
  %r = fmul double %v, %v
  ret double %r
}
