; A gradient that silently had another name would leave callers with the old function.
; refuse: E_USAGE @f_grad already
; grad: --fn f
define double @f(double %x) {
  ret double %x
}
define double @f_grad(double %x, double %seed) {
  ret double %seed
}
