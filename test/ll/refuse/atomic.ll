; refuse: E_ATOMIC atomic
; grad: --fn f
define void @f(double* %x, double %v) {
  %old = atomicrmw fadd double* %x, double %v seq_cst
  ret void
}
