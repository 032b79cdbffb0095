; refuse: E_NO_RULE @malloc
; grad: --fn f
declare i8* @malloc(i64)
define double @f(double %x) {
  %m = call i8* @malloc(i64 8)
  %p = bitcast i8* %m to double*
  store double %x, double* %p
  %v = load double, double* %p
  ret double %v
}
