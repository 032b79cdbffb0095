; A function that nobody knows may write the active memory that it is given.
; refuse: E_NO_RULE @touch
; grad: --fn f
declare void @touch(double*)
define double @f(double* %x) {
  call void @touch(double* %x)
  %v = load double, double* %x
  ret double %v
}
