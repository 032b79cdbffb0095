; refuse: E_MODE several gradients at once need as many shadows of @v
@enzyme_width = external global i32
@v = global double 0.0
@dv = global double 0.0
@__enzyme_shadow_global_v = global [2 x ptr] [ptr @v, ptr @dv]
declare void @__enzyme_autodiff(ptr, ...)
define double @g(ptr %x) {
  %a = load double, ptr %x
  store double %a, ptr @v
  %b = load double, ptr @v
  ret double %b
}
define void @dg(ptr %x, ptr %d1, ptr %d2) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_width, i32 2, ptr %x, ptr %d1, ptr %d2)
  ret void
}
