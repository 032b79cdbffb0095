; Memory that is said to be written and not read: what it holds afterwards is not known.
; refuse: E_INLINE_ASM inline assembly
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x) {
  call void asm "", "=*m"(ptr elementtype(double) %x)
  %r = load double, ptr %x
  ret double %r
}
