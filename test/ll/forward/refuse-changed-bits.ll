; One of two ways changes the bits of a float as an integer, and what comes of either is a float again.
; llvm: 19 22
; fwd: --fn f
; refuse: E_ACTIVE_INT its bits are computed with
define float @f(ptr %x, i1 %up) {
  %bits = load i32, ptr %x
  br i1 %up, label %more, label %end
more:
  %next = add i32 %bits, 1
  br label %end
end:
  %all = phi i32 [ %bits, %0 ], [ %next, %more ]
  %value = bitcast i32 %all to float
  ret float %value
}
