; A global that holds an active value is read through a pointer to it.
; refuse: E_CONST_MEMORY without a shadow
; grad: --fn f
; llvm: 19 22
@G = global double 0.0
@p = global ptr @G
define double @f(double %x) {
  store double %x, ptr @G
  %q = load ptr, ptr @p
  %y = load double, ptr %q
  ret double %y
}
