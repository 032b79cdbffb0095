; A function with a gradient of the program's own is differentiated by it when it is asked for itself; nothing is left for the reverse function.
; llvm: 19 22
; grad:
; run: dg(double 3.0) = 2.5
; run: df(double 3.0, double 2.0) = 7.0
@__enzyme_register_gradient_f = global [3 x ptr] [ptr @f, ptr @f.aug, ptr @f.rev]
@__enzyme_register_derivative_f = global [2 x ptr] [ptr @f, ptr @f.fwd]
declare double @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
define internal double @f.aug(double %x) {
  ret double %x
}
define internal { double } @f.rev(double %x, double %seed) {
  %d = fmul double %seed, 2.5
  %r = insertvalue { double } undef, double %d, 0
  ret { double } %r
}
define internal double @f.fwd(double %x, double %dx) {
  %d = fmul double %dx, 3.5
  ret double %d
}
define double @f(double %x) {
  ret double %x
}
define double @dg(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %d
}
define double @df(double %x, double %dx) {
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, double %x, double %dx)
  ret double %d
}
