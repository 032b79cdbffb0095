; A function with the name of a known one and another signature.
; refuse: E_NO_RULE @hypot
; grad: --fn f
; llvm: 19 22
declare double @hypot(ptr, i32)
define double @f(ptr %x) {
  %r = call double @hypot(ptr %x, i32 3)
  ret double %r
}
