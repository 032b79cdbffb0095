; An exception out of a function that is not inlined comes to where control goes on to the return, under a personality that catches nothing.
; refuse: E_EXCEPTION @g
; grad: --fn f
; llvm: 19 22
declare void @thrower()
declare i32 @__gcc_personality_v0(...)
define double @g(double %x, i32 %n) personality ptr @__gcc_personality_v0 {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %a, label %b
a:
  call void @thrower()
  ret double %x
b:
  %m = sub i32 %n, 1
  %y = fmul double %x, %x
  %r = call double @g(double %y, i32 %m)
  ret double %r
}
define double @f(double %x) personality ptr @__gcc_personality_v0 {
  %r = invoke double @g(double %x, i32 3) to label %ok unwind label %bad
ok:
  ret double %r
bad:
  %p = landingpad { ptr, i32 } catch ptr null
  ret double 0.0
}
