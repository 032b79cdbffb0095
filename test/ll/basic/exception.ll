; A landing pad that only cleans up and goes on.
; grad: --fn f
; run: f_grad(double 0.5, double 1.0) = 0.8775825618903728
declare double @sin(double)
declare i32 @__gxx_personality_v0(...)
define double @f(double %x) personality i32 (...)* @__gxx_personality_v0 {
  %r = invoke double @sin(double %x) to label %ok unwind label %bad
ok:
  ret double %r
bad:
  %p = landingpad { i8*, i32 } cleanup
  resume { i8*, i32 } %p
}
