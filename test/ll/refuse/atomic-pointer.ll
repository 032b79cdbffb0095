; The pointer to active memory changes atomically, and its shadow would not.
; refuse: E_ATOMIC an atomic access to active memory
; grad: --fn f
; llvm: 19 22
define double @f(double %x) {
  %a = alloca double
  %b = alloca double
  %p = alloca ptr
  store double %x, ptr %a
  %y = fmul double %x, 3.0
  store double %y, ptr %b
  store ptr %b, ptr %p
  %old = atomicrmw xchg ptr %p, ptr %a seq_cst
  %q = load ptr, ptr %p
  %r = load double, ptr %q
  ret double %r
}
