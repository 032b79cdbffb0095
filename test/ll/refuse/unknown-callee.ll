; refuse: E_NO_RULE @mystery
; grad: --fn f
declare double @mystery(double)
define double @f(double %x) {
  %v = call double @mystery(double %x)
  ret double %v
}
