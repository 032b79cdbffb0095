; An atomic counter of whole numbers has no part in a derivative, even in memory with a shadow.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 3.0], [double 0.0], [i64 1], [i64 0], double 1.0) = void ; 3.0 ; 6.0 ; 2 ; 0

define double @f(ptr %x, ptr %n) {
  %v = load double, ptr %x
  %o = atomicrmw add ptr %n, i64 1 monotonic
  %r = fmul double %v, %v
  ret double %r
}
