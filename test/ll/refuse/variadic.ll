; refuse: E_VARIADIC @f
; grad: --fn f
define double @f(double %x, ...) {
  ret double %x
}
