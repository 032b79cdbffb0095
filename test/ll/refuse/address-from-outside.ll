; An address and a number that may be the distance to another object.
; refuse: E_PROVENANCE which object
; grad: --fn f
define double @f(double* %x, i64 %distance) {
  %a = ptrtoint double* %x to i64
  %b = add i64 %a, %distance
  %p = inttoptr i64 %b to double*
  %v = load double, double* %p
  ret double %v
}
