; refuse: E_REGISTRATION @__enzyme_register_gradient_f: it has 2 elements and not 3
@__enzyme_register_gradient_f = global [2 x ptr] [ptr @f, ptr @f]
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %d
}
