; refuse: E_MARKER enzyme_allocated is for the halves of split mode
@enzyme_allocated = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define ptr @g(ptr %x) {
  ret ptr %x
}
define double @dg(ptr %x, ptr %d) {
  %t = call double (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_allocated, i64 8, ptr %x, ptr %d)
  ret double %t
}
