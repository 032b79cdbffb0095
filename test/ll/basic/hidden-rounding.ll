; Rounding by a large constant that a barrier hides, where the constant is put together lane by lane: it is constant but for jumps.
; grad: --fn f
; llvm: 19 22
; run: f_grad(double 2.75, double 1.0) = 3.0
define double @f(double %x) {
  %v0 = insertelement <2 x double> poison, double %x, i32 0
  %v = insertelement <2 x double> %v0, double %x, i32 1
  %c0 = insertelement <2 x double> poison, double 4503599627370496.0, i32 0
  %c = shufflevector <2 x double> %c0, <2 x double> poison, <2 x i32> zeroinitializer
  %sum = fadd <2 x double> %v, %c
  %hidden = call <2 x double> asm "", "=x,0"(<2 x double> %sum)
  %round = fsub <2 x double> %hidden, %c
  %r = fmul <2 x double> %round, %v
  %s = extractelement <2 x double> %r, i32 1
  ret double %s
}
