; refuse: E_NO_RULE no derivative is known for @f
@__enzyme_register_derivative_f = global [2 x ptr] [ptr @f, ptr @f.fwd]
declare double @__enzyme_autodiff(ptr, ...)
declare double @f.fwd(double, double)
define double @f(double %x) {
  ret double %x
}
define double @g(double %x) {
  %y = call double @f(double %x)
  ret double %y
}
define double @dg(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @g, double %x)
  ret double %d
}
