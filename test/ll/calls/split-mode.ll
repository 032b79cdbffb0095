; refuse: E_MODE split mode is not there yet: __enzyme_augmentfwd
declare ptr @__enzyme_augmentfwd(ptr, ...)
define double @g(ptr %x) {
  %v = load double, ptr %x
  ret double %v
}
define ptr @dg(ptr %x, ptr %d) {
  %t = call ptr (ptr, ...) @__enzyme_augmentfwd(ptr @g, ptr %x, ptr %d)
  ret ptr %t
}
