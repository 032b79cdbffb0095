; A complex function whose argument is passed as an integer.
; refuse: E_NO_RULE @cexpf
; grad: --fn f
; llvm: 19 22
declare i64 @cexpf(i64)
define float @f(float %x) {
  %b = bitcast float %x to i32
  %c = zext i32 %b to i64
  %r = call i64 @cexpf(i64 %c)
  %t = trunc i64 %r to i32
  %d = bitcast i32 %t to float
  ret float %d
}
