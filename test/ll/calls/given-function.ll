; A function whose address is given for certain is called by its name, in what calls itself with it, too.
; grad: --fn g
; run: g_grad(double 3.0, i64 2, double 1.0) = 108.0
; count: 0 @__tsad_unknown_callee
@other = global ptr @cube
define internal double @apply(ptr %f, double %x, i64 %n) {
  %end = icmp eq i64 %n, 0
  br i1 %end, label %leaf, label %more
leaf:
  ret double %x
more:
  %y = call double %f(double %x)
  %less = sub i64 %n, 1
  %r = call double @apply(ptr %f, double %y, i64 %less)
  ret double %r
}
define internal double @square(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
define internal double @cube(double %x) {
  %s = fmul double %x, %x
  %r = fmul double %x, %s
  ret double %r
}
define double @g(double %x, i64 %n) {
  %r = call double @apply(ptr @square, double %x, i64 %n)
  ret double %r
}
