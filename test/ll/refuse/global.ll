; refuse: E_GLOBAL @state
; grad: --fn f
@state = global double 0.0
define double @f(double %x) {
  store double %x, double* @state
  %v = load double, double* @state
  ret double %v
}
