; A function that calls for its own derivative: the derivative would have to be there before it is made.
; refuse: E_RECURSION @f
; llvm: 19 22
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  %r = fmul double %d, %x
  ret double %r
}
