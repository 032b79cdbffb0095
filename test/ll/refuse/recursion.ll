; refuse: E_RECURSION @f
; grad: --fn f
define double @f(double %x) {
  %c = fcmp olt double %x, 1.0
  br i1 %c, label %a, label %b
a:
  ret double %x
b:
  %h = fmul double %x, 0.5
  %r = call double @f(double %h)
  ret double %r
}
