; The term that is taken away behind the barrier is loaded a second time, and the sum is taken out of a vector.
; refuse: E_INLINE_ASM may be how a number is rounded
; grad: --fn f --wrt x
; llvm: 19 22
define double @f(double %x, ptr %c) {
  %c1 = load double, ptr %c
  %sum = fadd double %x, %c1
  %v = insertelement <1 x double> poison, double %sum, i32 0
  %s = extractelement <1 x double> %v, i32 0
  %plain = fadd double %x, %c1
  %hidden = call double asm "", "=x,0"(double %plain)
  %w = insertelement <2 x double> poison, double %hidden, i32 0
  %out = extractelement <2 x double> %w, i32 0
  %c2 = load double, ptr %c
  %round = fsub double %out, %c2
  %r = fmul double %round, %s
  ret double %r
}
