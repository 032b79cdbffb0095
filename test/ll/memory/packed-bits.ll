; A float and an integer travel packed in one i64, as a calling convention packs a small struct.
; llvm: 14 22
; grad: --fn f
; run: f_grad(float 3.0, i32 4, float 1.0) = 24.0

define float @f(float %x, i32 %n) {
  %bits = bitcast float %x to i32
  %low = zext i32 %bits to i64
  %wide = zext i32 %n to i64
  %high = shl nuw i64 %wide, 32
  %packed = or i64 %high, %low
  %first = trunc i64 %packed to i32
  %y = bitcast i32 %first to float
  %shifted = lshr i64 %packed, 32
  %second = trunc i64 %shifted to i32
  %k = sitofp i32 %second to float
  %square = fmul float %y, %y
  %r = fmul float %square, %k
  ret float %r
}
