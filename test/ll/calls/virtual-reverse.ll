; refuse: E_MODE __enzyme_virtualreverse
declare ptr @__enzyme_virtualreverse(ptr, ...)
define double @g(ptr %x) {
  %v = load double, ptr %x
  ret double %v
}
define ptr @dg() {
  %t = call ptr (ptr, ...) @__enzyme_virtualreverse(ptr @g)
  ret ptr %t
}
