; Rounding by a large constant behind a barrier in memory.
; refuse: E_INLINE_ASM may be how a number is rounded
; grad: --fn f
; llvm: 19 22
define double @f(double %x) {
  %s = alloca double
  %sum = fadd double %x, 4503599627370496.0
  store double %sum, ptr %s
  call void asm sideeffect "", "=*m,*m"(ptr elementtype(double) %s, ptr elementtype(double) %s)
  %hidden = load double, ptr %s
  %round = fsub double %hidden, 4503599627370496.0
  %r = fmul double %round, %x
  ret double %r
}
