; A barrier between a sum and the difference that takes a term away again: whether that rounds depends on a number that is not known.
; refuse: E_INLINE_ASM may be how a number is rounded
; grad: --fn f
; llvm: 19 22
define double @f(double %x, double %c) {
  %sum = fadd double %x, %c
  %hidden = call double asm "", "=x,0"(double %sum)
  %round = fsub double %hidden, %c
  %r = fmul double %round, %x
  ret double %r
}
