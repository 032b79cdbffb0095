; An address that comes out of shifts, for one bit is moved into it.
; refuse: E_PROVENANCE which object
; grad: --fn f
define double @f(double* %x) {
  %a = ptrtoint double* %x to i64
  %up = shl i64 %a, 16
  %down = lshr i64 %up, 16
  %p = inttoptr i64 %down to double*
  %v = load double, double* %p
  %w = load double, double* %x
  %r = fmul double %v, %w
  ret double %r
}
