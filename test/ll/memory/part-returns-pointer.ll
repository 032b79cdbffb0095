; A function that is differentiated as a pair returns a pointer into what it was given, through which its caller writes and reads.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 3.0, double 5.0], [double 0.0, double 0.0], i32 1, double 1.0) = void ; 3.0 25.0 ; 0.0 10.0
; run: f_grad([double 3.0, double 5.0], [double 0.0, double 0.0], i32 0, double 2.0) = void ; 9.0 5.0 ; 12.0 0.0
define internal ptr @at(ptr %x, i32 %n) {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %end, label %more
end:
  ret ptr %x
more:
  %next = getelementptr double, ptr %x, i64 1
  %m = sub i32 %n, 1
  %r = call ptr @at(ptr %next, i32 %m)
  ret ptr %r
}
define double @f(ptr %x, i32 %n) {
  %p = call ptr @at(ptr %x, i32 %n)
  %v = load double, ptr %p
  %s = fmul double %v, %v
  store double %s, ptr %p
  %r = load double, ptr %p
  ret double %r
}
