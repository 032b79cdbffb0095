; refuse: E_MARKER enzyme_const and enzyme_out stand before one argument
@enzyme_const = external global i32
@enzyme_out = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, ptr @enzyme_const, ptr @enzyme_out, double %x)
  ret double %d
}
