; refuse: E_MODE @f has a gradient of the program's own, which is made one at a time
@enzyme_width = external global i32
@__enzyme_register_gradient_f = global [3 x ptr] [ptr @f, ptr @f.aug, ptr @f.rev]
declare void @__enzyme_autodiff(ptr, ...)
declare double @f.aug(double)
declare double @f.rev(double, double)
declare double @f(double)
define double @g(ptr %x) {
  %v = load double, ptr %x
  %r = call double @f(double %v)
  ret double %r
}
define void @dg(ptr %x, ptr %d1, ptr %d2) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_width, i32 2, ptr %x, ptr %d1, ptr %d2)
  ret void
}
