; A float that is loaded as an integer, where no other access shows that it is a float.
; refuse: E_ACTIVE_INT bitcast
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x) {
  %b = load i64, ptr %x
  %d = bitcast i64 %b to double
  %s = fmul double %d, %d
  ret double %s
}
