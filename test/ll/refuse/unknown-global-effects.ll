; A function without arguments may find the memory of x by itself, and change it.
; refuse: E_NO_RULE @step
; grad: --fn f
declare void @step()
define double @f(double* %x) {
  call void @step()
  %v = load double, double* %x
  ret double %v
}
