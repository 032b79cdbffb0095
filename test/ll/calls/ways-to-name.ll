; The function in a slot that is written once, in a constant table, behind an alias, from a lambda's conversion, and handed to a static function.
; run: slot(double 3.0) = 6.0
; run: table(double 3.0) = 6.0
; run: alias(double 3.0) = 6.0
; run: lambda(double 3.0) = 6.0
; run: handed(double 3.0) = 6.0
@tab = internal constant ptr @f
@other = alias double (double), ptr @f
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  %y = fmul double %x, %x
  ret double %y
}
define double @slot(double %x) {
  %s = alloca ptr
  store ptr @f, ptr %s
  %p = load ptr, ptr %s
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr %p, double %x)
  ret double %d
}
define double @table(double %x) {
  %p = load ptr, ptr @tab
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr %p, double %x)
  ret double %d
}
define double @alias(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @other, double %x)
  ret double %d
}
define linkonce_odr ptr @conversion(ptr %this) {
  ret ptr @f
}
define double @lambda(double %x) {
  %s = alloca i8
  %p = call ptr @conversion(ptr %s)
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr %p, double %x)
  ret double %d
}
define internal double @apply(ptr %g, double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr %g, double %x)
  ret double %d
}
define double @handed(double %x) {
  %d = call double @apply(ptr @f, double %x)
  ret double %d
}
