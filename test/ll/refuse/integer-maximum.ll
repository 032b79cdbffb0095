; The bits of a float go through an integer intrinsic.
; refuse: E_ACTIVE_INT bitcast
; grad: --fn f
; llvm: 19 22
declare i64 @llvm.smax.i64(i64, i64)
define double @f(double %x) {
  %b = bitcast double %x to i64
  %m = call i64 @llvm.smax.i64(i64 %b, i64 0)
  %d = bitcast i64 %m to double
  ret double %d
}
