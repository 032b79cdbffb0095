; New memory gets a shadow, which is freed with it; pointers in memory lead to shadows by the pointers in shadow memory.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 3.0, double 1.0) = 27.0
; count: 4 call ptr @malloc
declare ptr @malloc(i64)
declare void @free(ptr)
define double @f(double %x) {
  %cell = call ptr @malloc(i64 8)
  %box = call ptr @malloc(i64 8)
  store ptr %cell, ptr %box
  store double %x, ptr %cell
  %again = load ptr, ptr %box
  %v = load double, ptr %again
  %s = fmul double %v, %v
  store double %s, ptr %again
  %w = load double, ptr %cell
  %r = fmul double %w, %x
  call void @free(ptr %cell)
  call void @free(ptr %box)
  ret double %r
}
