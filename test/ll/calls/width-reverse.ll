; Two gradients at once: two shadows, and two derivatives of a number in an array.
; llvm: 19 22
; grad:
; run: dg([double 3.0], [double 0.0], [double 1.0], double 2.0) = 48.0 ; 3.0 ; 12.0 ; 13.0
@enzyme_width = external global i32
declare [2 x double] @__enzyme_autodiff(ptr, ...)
define double @g(ptr %x, double %y) {
  %v = load double, ptr %x
  %s = fmul double %v, %y
  %r = fmul double %s, %y
  %t = fadd double %r, %s
  %u = fadd double %t, %s
  %w = fadd double %u, %s
  %z = fadd double %w, %s
  ret double %z
}
define double @dg(ptr %x, ptr %d1, ptr %d2, double %y) {
  %d = call [2 x double] (ptr, ...) @__enzyme_autodiff(ptr @g, ptr @enzyme_width, i32 2, ptr %x, ptr %d1, ptr %d2, double %y)
  %a = extractvalue [2 x double] %d, 0
  %b = extractvalue [2 x double] %d, 1
  %r = fadd double %a, %b
  ret double %r
}
