; What a function stores into a global matters, although only a function it calls reads it.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 3.0], [double 0.0], double 1.0) = void ; 3.0 ; 1.0
@w = internal global double 0.0
define internal double @g(i32 %n) {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %end, label %more
end:
  %v = load double, ptr @w
  ret double %v
more:
  %m = sub i32 %n, 1
  %r = call double @g(i32 %m)
  ret double %r
}
define double @f(ptr %x) {
  %v = load double, ptr %x
  store double %v, ptr @w
  %r = call double @g(i32 2)
  ret double %r
}
