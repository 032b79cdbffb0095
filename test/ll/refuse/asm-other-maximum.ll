; A maximum of other registers than those of the known form.
; refuse: E_INLINE_ASM inline assembly
; grad: --fn f
define <2 x double> @f(<2 x double> %x, <2 x double> %y) {
  %r = call <2 x double> asm "maxpd $2, $0", "=x,0,x"(<2 x double> %x, <2 x double> %y)
  ret <2 x double> %r
}
