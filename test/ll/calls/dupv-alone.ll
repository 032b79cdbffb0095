; refuse: E_MARKER enzyme_dupv is only for several derivatives at once
@enzyme_dupv = external global i32
declare double @__enzyme_fwddiff(ptr, ...)
define double @g(ptr %x) {
  %v = load double, ptr %x
  ret double %v
}
define double @dg(ptr %x, ptr %dx) {
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @g, ptr @enzyme_dupv, i64 8, ptr %x, ptr %dx)
  ret double %d
}
