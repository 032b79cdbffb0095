; The exponent and the sign of a number are taken out of its bits, in the ways of libraries: they have no derivative.
; grad: --fn f
; run: f_grad(double 6.0, double 1.0) = 16.0
; run: f_grad(double -6.0, double 1.0) = -1.0
define double @f(double %x) {
  %bits = bitcast double %x to i64
  %high = lshr i64 %bits, 32
  %word = trunc i64 %high to i32
  %biased = and i32 %word, 2146435072
  %shifted = lshr i32 %biased, 20
  %exponent = sub i32 %shifted, 1023
  %e = sitofp i32 %exponent to double
  %isNegative = icmp slt i64 %bits, 0
  %masked = and i64 %bits, -4503599627370496
  %power = bitcast i64 %masked to double
  %sign = ashr i64 %bits, 63
  %s = sitofp i64 %sign to double
  %a = fmul double %e, %x
  %b = fmul double %power, %x
  %c = fadd double %a, %b
  %twice = fmul double %x, 10.0
  %d = fmul double %s, %twice
  %r = fadd double %c, %d
  %q = fsub double %r, %x
  %t = select i1 %isNegative, double %r, double %q
  %more = fmul double %x, 11.0
  %u = fadd double %t, %more
  ret double %u
}
