; A mask leaves bits of the significand behind, of which a shift takes some: they vary.
; refuse: E_ACTIVE_INT its bits come back through uitofp
; grad: --fn f
define double @f(double %x) {
  %bits = bitcast double %x to i64
  %masked = and i64 %bits, -1024
  %shifted = lshr i64 %masked, 45
  %r = uitofp i64 %shifted to double
  ret double %r
}
