; A call through a parameter: what is behind the chain ends the program, and has no reverse.
; llvm: 19 22
; grad: --fn f
; run: f_grad(double 3.0, ptr @square, ptr @square, double 1.0) = 6.0
; run: f_grad(double 3.0, ptr @triple, ptr @triple, double 1.0) = 3.0

define double @square(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
define double @triple(double %x) {
  %r = fmul double %x, 3.0
  ret double %r
}
@taken = global [2 x ptr] [ptr @square, ptr @triple]
define double @f(double %x, ptr %g) {
  %r = call double %g(double %x)
  ret double %r
}
