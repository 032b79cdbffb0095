; The tangent of a sum that is rounded in memory would stay.
; fwd: --fn f
; refuse: E_INLINE_ASM it hides a sum from which a term is taken away again
define double @f(double %x) {
  %slot = alloca double
  %large = fadd double %x, 4503599627370496.0
  store double %large, ptr %slot
  call void asm sideeffect "", "*m,~{memory}"(ptr elementtype(double) %slot)
  %hidden = load double, ptr %slot
  %whole = fsub double %hidden, 4503599627370496.0
  ret double %whole
}
