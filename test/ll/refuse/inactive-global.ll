; A variable that was registered as inactive gets an active value.
; refuse: E_GLOBAL @kept
; grad: --fn f
; llvm: 19 22
@kept = global double 0.0
@__enzyme_inactive_global_kept = global ptr @kept
define double @f(double %x) {
  store double %x, ptr @kept
  %r = load double, ptr @kept
  ret double %r
}
