; The exponent and the sign of a number are taken out of its bits and computed with: they have no tangent.
; fwd: --fn f
; run: f_fwd(double 6.0, double 1.0) = 3.0
; run: f_fwd(double -6.0, double 1.0) = -2.0
define double @f(double %x) {
  %bits = bitcast double %x to i64
  %shifted = lshr i64 %bits, 52
  %biased = and i64 %shifted, 2047
  %exponent = sub i64 %biased, 1023
  %e = sitofp i64 %exponent to double
  %sign = ashr i64 %bits, 63
  %s = sitofp i64 %sign to double
  %a = fmul double %e, %x
  %five = fmul double %x, 5.0
  %b = fmul double %s, %five
  %c = fadd double %a, %b
  %r = fadd double %c, %x
  ret double %r
}
