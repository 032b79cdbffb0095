; A call through another type than the callee's: fewer arguments than it takes.
; refuse: E_SIGNATURE @g
; grad: --fn f
; llvm: 19 22
define double @g(double %a, double %b) {
  %s = fadd double %a, %b
  ret double %s
}
define double @f(double %x) {
  %r = call double (double) @g(double %x)
  ret double %r
}
