; Where a partial is infinite and nothing moves, nothing changes; otherwise it is infinite (docs/kinks.md).
; fwd: --fn f
; run: f_fwd(double 0.0, double 0.0) = 0.0
; run: f_fwd(double 0.0, double 1.0) = inf
declare double @sqrt(double)
define double @f(double %x) {
  %r = call double @sqrt(double %x)
  ret double %r
}
