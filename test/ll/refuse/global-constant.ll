; refuse: E_GLOBAL @state
; grad: --fn f
@state = constant double 1.0
define double @f(double %x, i1 %c) {
  br i1 %c, label %write, label %end
write:
  store double %x, double* @state
  br label %end
end:
  %v = load double, double* @state
  %r = fmul double %v, %x
  ret double %r
}
