; A register that is said to be written, of which nothing says what it holds.
; refuse: E_INLINE_ASM inline assembly
; grad: --fn f
define double @f(double %x) {
  %r = call double asm "", "=x,x"(double %x)
  ret double %r
}
