; refuse: E_MODE a gradient returns no shadow of what the function returns
@enzyme_dup_return = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define ptr @g(ptr %x) {
  ret ptr %x
}
define double @dg(ptr %x, ptr %d) {
  %t = call double (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_dup_return, ptr %x, ptr %d)
  ret double %t
}
