; refuse: E_MODE several gradients at once, enzyme_width 2, are not there in reverse mode
@enzyme_width = external global i32
declare void @__enzyme_autodiff(ptr, ...)
define double @g(ptr %x) {
  %v = load double, ptr %x
  ret double %v
}
define void @dg(ptr %x, ptr %d1, ptr %d2) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_width, i32 2, ptr %x, ptr %d1, ptr %d2)
  ret void
}
