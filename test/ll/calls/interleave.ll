; refuse: E_MODE enzyme_interleave is not there
@enzyme_interleave = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define ptr @g(ptr %x) {
  ret ptr %x
}
define double @dg(ptr %x, ptr %d) {
  %t = call double (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_interleave, ptr %x, ptr %d)
  ret double %t
}
