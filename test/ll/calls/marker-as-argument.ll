; refuse: E_MARKER the marker enzyme_const stands where the shadow of parameter 1 of @g should be
; note: parameter 1 (%x: ptr) = value ptr %x, ?
declare double @__enzyme_autodiff(ptr, ...)
@enzyme_const = external global i32
define double @g(ptr %x, i32 %n) {
  %v = load double, ptr %x
  ret double %v
}
define double @dg(ptr %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @g, ptr %x, ptr @enzyme_const, i32 2)
  ret double %d
}
