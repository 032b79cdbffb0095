; refuse: E_MARKER it is not certain which function is to be differentiated
declare double @__enzyme_autodiff(ptr, ...)
define double @df(ptr %f, double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr %f, double %x)
  ret double %d
}
