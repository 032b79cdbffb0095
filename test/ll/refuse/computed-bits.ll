; The bits of a float as a number: there is no derivative of what comes of that.
; refuse: E_ACTIVE_INT bitcast
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x) {
  %b = load i64, ptr %x
  %half = lshr i64 %b, 1
  %d = bitcast i64 %half to double
  %s = fmul double %d, %d
  ret double %s
}
