; A recursive function is differentiated as a pair, and calls its own.
; grad: --fn f
; run: f_grad(double 5.0, double 1.0) = 0.125
; run: f_grad(double 0.25, double 3.0) = 3.0
define double @f(double %x) {
  %c = fcmp olt double %x, 1.0
  br i1 %c, label %a, label %b
a:
  ret double %x
b:
  %h = fmul double %x, 0.5
  %r = call double @f(double %h)
  ret double %r
}
