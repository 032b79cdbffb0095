; fwd: --fn f
; refuse: E_NO_RULE no derivative is known for @outside
declare double @outside(double)
define double @f(double %x) {
  %r = call double @outside(double %x)
  ret double %r
}
