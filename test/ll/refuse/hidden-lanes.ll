; Of two lanes one is rounded, and the term is taken away lane by lane.
; refuse: E_INLINE_ASM may be how a number is rounded
; grad: --fn f
; llvm: 19 22
define double @f(double %x) {
  %v0 = insertelement <2 x double> poison, double %x, i32 0
  %v = insertelement <2 x double> %v0, double %x, i32 1
  %sum = fadd <2 x double> %v, <double 4503599627370496.0, double 1.0>
  %hidden = call <2 x double> asm "", "=x,0"(<2 x double> %sum)
  %first = extractelement <2 x double> %hidden, i32 0
  %round = fsub double %first, 4503599627370496.0
  %r = fmul double %round, %x
  ret double %r
}
