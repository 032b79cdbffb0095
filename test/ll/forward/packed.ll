; A float and a count in one integer: the count is computed with, the float is moved, through a call and a loop.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(float 2.0, float 1.0) = 12.0
define internal i64 @step(i64 %packed, float %x) {
  %low = trunc i64 %packed to i32
  %value = bitcast i32 %low to float
  %product = fmul float %value, %x
  %bits = bitcast float %product to i32
  %high = and i64 %packed, -4294967296
  %more = add i64 %high, 4294967296
  %wide = zext i32 %bits to i64
  %both = or i64 %more, %wide
  ret i64 %both
}
define float @f(float %x) {
entry:
  br label %loop
loop:
  %packed = phi i64 [ 1065353216, %entry ], [ %next, %loop ]
  %next = call i64 @step(i64 %packed, float %x)
  %count = lshr i64 %next, 32
  %done = icmp eq i64 %count, 3
  br i1 %done, label %exit, label %loop
exit:
  %low = trunc i64 %next to i32
  %value = bitcast i32 %low to float
  ret float %value
}
