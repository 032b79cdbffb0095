; A weak callee may be another one when the program is linked.
; refuse: E_INTERPOSABLE @g
; grad: --fn f
define weak double @g(double %a) {
  ret double %a
}
define double @f(double %x) {
  %r = call double @g(double %x)
  ret double %r
}
