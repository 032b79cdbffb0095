; What becomes of memset(y, 0, 8) where y is never accessed as a double.
; refuse: E_TYPE_CONFLICT bits of a float
; grad: --fn f
define double @f(double* %x, i64* %y) {
  %v = load double, double* %x
  store i64 0, i64* %y
  ret double %v
}
