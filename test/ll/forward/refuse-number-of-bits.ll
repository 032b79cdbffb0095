; Bytes that are kept of a float's bits are still its bits: what number they are varies with it.
; fwd: --fn f
; refuse: E_ACTIVE_INT its bits are computed with
define double @f(double %x) {
  %b = bitcast double %x to i64
  %m = and i64 %b, 281474976710655
  %r = uitofp i64 %m to double
  ret double %r
}
