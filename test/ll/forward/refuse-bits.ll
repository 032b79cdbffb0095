; fwd: --fn f
; refuse: E_ACTIVE_INT its bits are computed with as an integer
define double @f(double %x) {
  %b = bitcast double %x to i64
  %a = and i64 %b, 9223372036854775807
  %slot = alloca i64
  %c = call i64 @same(i64 %a)
  %r = bitcast i64 %c to double
  ret double %r
}
define internal i64 @same(i64 %a) {
  ret i64 %a
}
