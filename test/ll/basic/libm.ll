; exp needs its result, sin its argument.
; grad: --fn f
; run: f_grad(double 0.5, double 1.0) = 2.526303832590501

declare double @exp(double)
declare double @llvm.sin.f64(double)

define double @f(double %x) {
  %e = call double @exp(double %x)
  %s = call double @llvm.sin.f64(double %x)
  %t = fadd double %e, %s
  ret double %t
}
