; A call that must be a tail call may be any call in a derivative.
; grad: --fn f
; llvm: 14 19 22
; run: f_grad(double 3.0, i32 3, double 1.0) = 108.0
; run: f_grad(double 2.0, i32 0, double 1.0) = 1.0
define double @f(double %x, i32 %n) {
  %r = musttail call double @power(double %x, i32 %n)
  ret double %r
}
define internal double @power(double %x, i32 %n) {
  %c = icmp sgt i32 %n, 1
  br i1 %c, label %more, label %end
more:
  %y = fmul double %x, %x
  %m = sub i32 %n, 1
  %r = musttail call double @power(double %y, i32 %m)
  ret double %r
end:
  ret double %x
}
