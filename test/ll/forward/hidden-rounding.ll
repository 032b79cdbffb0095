; A sum so large that only whole numbers are left, hidden from the optimiser, is constant but for jumps.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 2.25, double 1.0) = 2.0
define double @f(double %x) {
  %large = fadd double %x, 4503599627370496.0
  %hidden = call double asm "", "=x,0"(double %large)
  %whole = fsub double %hidden, 4503599627370496.0
  %r = fmul double %whole, %x
  ret double %r
}
