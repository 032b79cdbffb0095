; A call that may throw stands in an invoke; its result goes through a phi of the block behind it.
; run: df(double 3.0) = 6.0
declare double @__enzyme_autodiff(ptr, ...)
declare i32 @__gxx_personality_v0(...)
define double @f(double %x) {
  %y = fmul double %x, %x
  ret double %y
}
define double @df(double %x) personality ptr @__gxx_personality_v0 {
entry:
  %small = fcmp olt double %x, 0.0
  br i1 %small, label %done, label %try
try:
  %d = invoke double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x) to label %done unwind label %lost
done:
  %r = phi double [ %d, %try ], [ 0.0, %entry ]
  ret double %r
lost:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
}
