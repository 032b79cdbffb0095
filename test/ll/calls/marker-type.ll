; refuse: E_MARKER parameter 1 of @f is double, and enzyme_dup needs a pointer
@enzyme_dup = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, ptr @enzyme_dup, double %x, double %x)
  ret double %d
}
