; A function that never returns has no gradient, and needs none: what calls it goes on nowhere, though the text goes on.
; grad: --fn f
; run: f_grad([double 3.0], [double 0.0], double 1.0) = ; 3.0 ; 6.0
declare void @abort()
declare i32 @__gxx_personality_v0(...)

; Not inlined, as it calls itself.
define void @fail(double* %p, i32 %n) {
  store double 0.0, double* %p
  %z = icmp eq i32 %n, 0
  br i1 %z, label %a, label %b
a:
  call void @abort()
  unreachable
b:
  %m = sub i32 %n, 1
  call void @fail(double* %p, i32 %m)
  unreachable
}

define void @outer(double* %p) {
  call void @fail(double* %p, i32 2)
  ret void
}

define double @f(double* %p) personality i8* bitcast (i32 (...)* @__gxx_personality_v0 to i8*) {
  %x = load double, double* %p
  %bad = fcmp olt double %x, 0.0
  br i1 %bad, label %failed, label %next
failed:
  call void @outer(double* %p)
  br label %next
next:
  %worse = fcmp olt double %x, 1.0
  br i1 %worse, label %thrown, label %good
thrown:
  invoke void @fail(double* %p, i32 1) to label %good unwind label %pad
good:
  %y = fmul double %x, %x
  ret double %y
pad:
  %e = landingpad { i8*, i32 } cleanup
  resume { i8*, i32 } %e
}
