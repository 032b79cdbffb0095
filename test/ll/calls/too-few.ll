; refuse: E_SIGNATURE the call ends before parameter 2 of @f
; note: parameter 1 (%x: double) = enzyme_out (the default of its type), value double %x
; note: parameter 2 (%y: double) = ?
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x, double %y) {
  %p = fmul double %x, %y
  ret double %p
}
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %d
}
