; refuse: E_MODE several gradients at once, enzyme_width 2, are not there in split mode
@enzyme_width = external global i32
declare ptr @__enzyme_augmentfwd(ptr, ...)
define double @g(ptr %x) {
  %v = load double, ptr %x
  ret double %v
}
define void @dg(ptr %x, ptr %d1, ptr %d2) {
  %t = call ptr (ptr, ...) @__enzyme_augmentfwd(ptr @g, ptr @enzyme_width, i32 2, ptr %x, ptr %d1, ptr %d2)
  ret void
}
