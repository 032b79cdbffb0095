; The bits of a float are exchanged as an integer.
; refuse: E_ATOMIC atomic
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x, double %y) {
  %o = atomicrmw xchg ptr %x, i64 0 monotonic
  %v = bitcast i64 %o to double
  ret double %v
}
