; Whether the hidden sum is rounded depends on a number that is taken away again.
; fwd: --fn f
; refuse: E_INLINE_ASM it hides a sum from which a term is taken away again
define double @f(double %x, double %large) {
  %sum = fadd double %x, %large
  %hidden = call double asm "", "=x,0"(double %sum)
  %whole = fsub double %hidden, %large
  ret double %whole
}
