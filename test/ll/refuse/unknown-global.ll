; A function without arguments may read what was stored to a global.
; refuse: E_NO_RULE @g
; grad: --fn f
; llvm: 19 22
@G = global double 0.0
declare double @g()
define double @f(double %x) {
  store double %x, ptr @G
  %y = call double @g()
  ret double %y
}
