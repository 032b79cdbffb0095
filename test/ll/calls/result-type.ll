; refuse: E_SIGNATURE the call expects { double, double }, but the result is double
declare { double, double } @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %r = call { double, double } (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  %d = extractvalue { double, double } %r, 1
  ret double %d
}
