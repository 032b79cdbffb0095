; One routine for exceptions, named with a cast and without: the callee is differentiated in its caller.
; grad: --fn f
; run: f_grad(double 0.5, double 1.0) = 0.8775825618903728
; llvm: 14
declare double @sin(double)
declare i32 @__gxx_personality_v0(...)
define internal double @g(double %x) personality i32 (...)* @__gxx_personality_v0 {
  %r = invoke double @sin(double %x) to label %ok unwind label %bad
ok:
  ret double %r
bad:
  %p = landingpad { i8*, i32 } cleanup
  resume { i8*, i32 } %p
}
define double @f(double %x) personality i8* bitcast (i32 (...)* @__gxx_personality_v0 to i8*) {
  %r = invoke double @g(double %x) to label %ok unwind label %bad
ok:
  ret double %r
bad:
  %p = landingpad { i8*, i32 } cleanup
  resume { i8*, i32 } %p
}
