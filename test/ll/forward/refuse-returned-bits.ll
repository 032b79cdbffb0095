; Bits of a float that are computed with would lose their tangent on the way out.
; llvm: 19 22
; fwd: --fn f
; refuse: E_ACTIVE_INT its bits are computed with as an integer
define i64 @f(double %x) {
  %bits = bitcast double %x to i64
  %next = add i64 %bits, 1
  ret i64 %next
}
