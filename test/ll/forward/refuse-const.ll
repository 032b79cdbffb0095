; fwd: --fn f --activity c=const
; refuse: E_CONST_MEMORY declared constant, and read back
define double @f(double %x, double* %c) {
  store double %x, double* %c
  %v = load double, double* %c
  ret double %v
}
