; refuse: E_TYPE_CONFLICT float
; grad: --fn f
define float @f(double* %x) {
  %q = bitcast double* %x to float*
  %v = load float, float* %q
  %d = load double, double* %x
  %t = fptrunc double %d to float
  %r = fadd float %t, %v
  ret float %r
}
