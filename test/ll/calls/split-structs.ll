; A struct of a pointer and a length in two registers, marked as a whole, with its shadow struct; named pieces tell even two pointers.
; run: dspan([double 3.0, double 4.0], [double 0.0, double 0.0]) = void ; 3.0 4.0 ; 4.0 3.0
; run: dpair([double 3.0], [double 0.0], [double 5.0], [double 0.0]) = void ; 3.0 ; 5.0 ; 5.0 ; 3.0
@enzyme_dup = external global i32
declare void @__enzyme_autodiff(ptr, ...)
define double @span(ptr %p, i64 %n) {
  %a = load double, ptr %p
  %q = getelementptr double, ptr %p, i64 1
  %b = load double, ptr %q
  %m = fmul double %a, %b
  ret double %m
}
define void @dspan(ptr %p, ptr %dp) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @span, ptr @enzyme_dup, ptr %p, i64 2, ptr %dp, i64 2)
  ret void
}
define double @pair(ptr %s.coerce0, ptr %s.coerce1) {
  %a = load double, ptr %s.coerce0
  %b = load double, ptr %s.coerce1
  %m = fmul double %a, %b
  ret double %m
}
define void @dpair(ptr %p, ptr %dp, ptr %q, ptr %dq) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @pair, ptr @enzyme_dup, ptr %p, ptr %q, ptr %dp, ptr %dq)
  ret void
}
