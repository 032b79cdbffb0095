; refuse: E_MARKER there is no marker enzyme_cosnt
@enzyme_cosnt = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %m = load i32, ptr @enzyme_cosnt
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, i32 %m, double %x)
  ret double %d
}
