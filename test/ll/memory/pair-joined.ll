; A pair of floats is loaded as one integer, which meets nothing of that kind in a phi, and is taken apart behind it.
; grad: --fn f
; llvm: 19 22
; run: f_grad([float 2.0, float 3.0], [float 0.0, float 0.0], i1 true, float 1.0) = void ; 2.0 3.0 ; 3.0 8.0
define float @f(ptr %x, i1 %is) {
entry:
  br i1 %is, label %then, label %join
then:
  %pair = load i64, ptr %x, align 4
  br label %join
join:
  %either = phi i64 [ %pair, %then ], [ 0, %entry ]
  %low = trunc i64 %either to i32
  %a = bitcast i32 %low to float
  %shifted = lshr i64 %either, 32
  %high = trunc i64 %shifted to i32
  %b = bitcast i32 %high to float
  %square = fmul float %b, %b
  %product = fmul float %a, %b
  %r = fadd float %square, %product
  ret float %r
}
