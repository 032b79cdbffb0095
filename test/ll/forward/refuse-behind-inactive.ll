; The variable is declared inactive, and not the memory that a pointer in it leads to.
; llvm: 19 22
; fwd: --fn f
; refuse: E_GLOBAL the global variable @place carries an active value
@place = global ptr null
@__enzyme_inactive_global_place = global [1 x ptr] [ptr @place]
define void @f(double %x) {
  %p = load ptr, ptr @place
  store double %x, ptr %p
  ret void
}
