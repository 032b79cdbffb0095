; A float that is loaded as an integer, where no other access shows that it is a float: the bytes are loaded as what they become.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 3.0], [double 0.0], double 1.0) = void ; 3.0 ; 6.0
define double @f(ptr %x) {
  %b = load i64, ptr %x
  %d = bitcast i64 %b to double
  %s = fmul double %d, %d
  ret double %s
}
