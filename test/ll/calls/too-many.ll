; refuse: E_SIGNATURE there are more arguments than @f with its 1 parameter takes
; note: parameter 1 (%x: double) = enzyme_out (the default of its type), value double %x
; note: not read yet: double 1.0
declare double @__tsad_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %d = call double (ptr, ...) @__tsad_autodiff(ptr @f, double %x, double 1.0)
  ret double %d
}
