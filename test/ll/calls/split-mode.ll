; Split mode: what the first half read may change before the second half runs.
; llvm: 19 22
; grad:
; run: dg([double 3.0], [double 0.0]) = 12.0 ; 9.0 ; 12.0
declare ptr @__enzyme_augmentfwd(ptr, ...)
declare void @__enzyme_reverse(ptr, ...)
define double @g(ptr %x) {
  %v = load double, ptr %x
  %r = fmul double %v, %v
  ret double %r
}
define double @dg(ptr %x, ptr %d) {
  %t = call ptr (ptr, ...) @__enzyme_augmentfwd(ptr @g, ptr %x, ptr %d)
  store double 9.0, ptr %x
  call void (ptr, ...) @__enzyme_reverse(ptr @g, ptr %x, ptr %d, double 2.0, ptr %t)
  %r = load double, ptr %d
  ret double %r
}
