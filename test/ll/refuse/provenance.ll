; refuse: E_PROVENANCE which object
; grad: --fn f
define double @f(i64 %address, double %x) {
  %p = inttoptr i64 %address to double*
  store double %x, double* %p
  %v = load double, double* %p
  ret double %v
}
