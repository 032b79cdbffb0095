; A float that travels through an integer and comes back.
; refuse: E_ACTIVE_INT integer
; grad: --fn f
define double @f(double %x) {
  %i = bitcast double %x to i64
  %j = add i64 %i, 1
  %r = bitcast i64 %j to double
  ret double %r
}
