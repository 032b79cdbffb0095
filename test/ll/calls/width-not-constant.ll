; refuse: E_MARKER the value behind enzyme_width is not a positive constant
@enzyme_width = external global i32
declare double @__enzyme_fwddiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x, i32 %n) {
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, ptr @enzyme_width, i32 %n, double %x, double %x)
  ret double %d
}
