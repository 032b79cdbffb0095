; llvm: 19 22
; fwd: --fn f
; refuse: E_GLOBAL the global variable @g carries an active value
@g = global [2 x double] zeroinitializer
@__enzyme_inactive_global_g = global [1 x ptr] [ptr @g]
define double @f(double %x, i64 %i) {
  store double %x, ptr @g
  %at = getelementptr [2 x double], ptr @g, i64 0, i64 %i
  %v = load double, ptr %at
  ret double %v
}
