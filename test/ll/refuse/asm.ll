; refuse: E_INLINE_ASM inline assembly
; grad: --fn f
define double @f(double %x) {
  %r = call double asm "mulsd $1, $0", "=x,x"(double %x)
  ret double %r
}
