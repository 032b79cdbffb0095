; llvm: 19 22
; fwd: --fn f
; refuse: E_GLOBAL the global variable @g carries an active value
@g = global double 0.0
define double @f(double %x) {
  store double %x, ptr @g
  %v = load double, ptr @g
  ret double %v
}
