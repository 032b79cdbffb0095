; refuse: E_ALLOCA variable size
; grad: --fn f
define double @f(double %x, i64 %n) {
  %a = alloca double, i64 %n
  %p = getelementptr double, double* %a, i64 %n
  store double %x, double* %p
  %v = load double, double* %a
  ret double %v
}
