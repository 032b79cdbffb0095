; Stack memory of variable size moves to the heap, with its shadow.
; grad: --fn f
; run: f_grad(double 3.0, i64 4, double 2.0) = 2.0
define double @f(double %x, i64 %n) {
  %a = alloca double, i64 %n
  %p = getelementptr double, double* %a, i64 2
  store double %x, double* %p
  %v = load double, double* %p
  ret double %v
}
