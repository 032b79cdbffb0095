; A parameter holds a float in its low half, which a sum may have changed.
; llvm: 19 22
; fwd: --fn f
; refuse: E_ACTIVE_INT an integer from active memory is computed with
define internal float @g(i64 %packed) {
  %odd = add i64 %packed, 3
  %low = trunc i64 %odd to i32
  %value = bitcast i32 %low to float
  ret float %value
}
define float @f(float %x) {
  %bits = bitcast float %x to i32
  %wide = zext i32 %bits to i64
  %r = call float @g(i64 %wide)
  ret float %r
}
