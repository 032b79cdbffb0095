; Exceptions stay: a call that may throw is one in forward mode too, and what it gives is used behind it.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 3.0, double 1.0) = 6.0
declare i32 @__gxx_personality_v0(...)
define internal double @square(double %x) {
  %s = fmul double %x, %x
  ret double %s
}
define double @f(double %x) personality ptr @__gxx_personality_v0 {
entry:
  %s = invoke double @square(double %x) to label %join unwind label %pad
pad:
  %l = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %l
join:
  %r = phi double [ %s, %entry ]
  ret double %r
}
