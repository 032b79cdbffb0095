; A global that holds an active value is read through a pointer to it in another one; also when that pointer was changed before.
; grad: --fn f
; llvm: 19 22
; run: f_grad(double 3.0, double 2.0) = 12.0
; run: f_grad(double 3.0, double 2.0) = 12.0
@G = global [2 x double] zeroinitializer
@p = global ptr @G
define double @f(double %x) {
  %second = getelementptr double, ptr @G, i64 1
  store double %x, ptr @G
  %square = fmul double %x, %x
  store double %square, ptr %second
  %q = load ptr, ptr @p
  %y = load double, ptr %q
  store ptr %second, ptr @p
  %r = load ptr, ptr @p
  %z = load double, ptr %r
  store ptr @G, ptr @p
  %w = fmul double %y, %z
  %v = fdiv double %w, %x
  ret double %v
}
