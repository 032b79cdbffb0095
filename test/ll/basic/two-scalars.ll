; The derivatives by several scalars go through a first pointer parameter, in order of the parameters.
; grad: --fn f
; run: f_grad([double 0.0, double 0.0], double 3.0, double 2.0, double 1.0) = void ; 1.5 3.75

define double @f(double %x, double %y) {
  %p = fmul double %x, %y
  %q = fdiv double %x, %y
  %s = fsub double %p, %q
  ret double %s
}
