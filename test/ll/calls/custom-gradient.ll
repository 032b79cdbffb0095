; refuse: E_REGISTRATION @f.rev takes 2 arguments, and 3 are wanted: double, double, ptr
@__enzyme_register_gradient_f = global [3 x ptr] [ptr @f, ptr @f.aug, ptr @f.rev]
declare double @__enzyme_autodiff(ptr, ...)
declare { ptr, double } @f.aug(double)
declare { double } @f.rev(double, ptr)
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
