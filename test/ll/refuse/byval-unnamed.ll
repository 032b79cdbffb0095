; refuse: E_ABI without a name
; grad: --fn f
define double @g(ptr byval({ double, double }) align 32 %p) {
  %a = load double, ptr %p, align 32
  ret double %a
}
define double @f(ptr %x) {
  %r = call double @g(ptr byval({ double, double }) align 32 %x)
  ret double %r
}
