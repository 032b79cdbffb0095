; refuse: E_SIGNATURE the shadow of parameter 1 of @g is ptr, and the call passes i32
; note: parameter 1 (%x: ptr) = enzyme_dup, value ptr %x, ?
; note: not read yet: i32 2
@enzyme_dup = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define double @g(ptr %x, i32 %n) {
  %v = load double, ptr %x
  ret double %v
}
define double @dg(ptr %x) {
  %dup = load i32, ptr @enzyme_dup
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @g, i32 %dup, ptr %x, i32 2)
  ret double %d
}
