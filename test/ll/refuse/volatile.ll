; refuse: E_VOLATILE volatile
; grad: --fn f
define double @f(double* %x) {
  %v = load volatile double, double* %x
  ret double %v
}
