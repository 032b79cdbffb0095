; refuse: E_NO_RULE no derivative is known for @f
@__enzyme_register_gradient_f = global [3 x ptr] [ptr @f, ptr @f.aug, ptr @f.rev]
declare double @__enzyme_fwddiff(ptr, ...)
declare double @f.aug(double)
declare double @f.rev(double, double)
define double @f(double %x) {
  ret double %x
}
define double @g(double %x) {
  %y = call double @f(double %x)
  ret double %y
}
define double @dg(double %x) {
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @g, double %x, double 1.0)
  ret double %d
}
