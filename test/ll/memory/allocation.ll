; Memory of the heap has a shadow that is allocated beside it. What the function never frees is left as the primal leaves it.
; grad: --fn f
; run: f_grad(double 3.0, double 2.0) = 2.0
declare i8* @malloc(i64)
define double @f(double %x) {
  %m = call i8* @malloc(i64 8)
  %p = bitcast i8* %m to double*
  store double %x, double* %p
  %v = load double, double* %p
  ret double %v
}
