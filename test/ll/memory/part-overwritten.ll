; What a function that is differentiated as a pair has read is overwritten by its caller before the reverse sweep: the value must be kept.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 3.0], [double 0.0], double 1.0) = void ; 7.0 ; 6.0
define internal double @g(ptr %x, i32 %n) {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %end, label %more
end:
  %v = load double, ptr %x
  %s = fmul double %v, %v
  ret double %s
more:
  %m = sub i32 %n, 1
  %r = call double @g(ptr %x, i32 %m)
  ret double %r
}
define double @f(ptr %x) {
  %r = call double @g(ptr %x, i32 2)
  store double 7.0, ptr %x
  ret double %r
}
