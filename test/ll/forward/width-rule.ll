; refuse: E_MODE @f has a forward rule of the program's own, which takes one direction at a time
@enzyme_width = external global i32
@__enzyme_register_derivative_f = global [2 x ptr] [ptr @f, ptr @f.fwd]
declare void @__enzyme_fwddiff(ptr, ...)
declare double @f.fwd(double, double)
declare double @f(double)
define double @g(ptr %x) {
  %v = load double, ptr %x
  %r = call double @f(double %v)
  ret double %r
}
define void @dg(ptr %x, ptr %d1, ptr %d2) {
  call void (ptr, ...) @__enzyme_fwddiff(ptr @g, ptr @enzyme_width, i32 2, ptr %x, ptr %d1, ptr %d2)
  ret void
}
