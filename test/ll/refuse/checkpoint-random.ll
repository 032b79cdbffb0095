; Each replay would draw other numbers.
; refuse: E_CHECKPOINT_CALL a checkpointed loop calls @drand48: what it does may be another thing each time
; grad: --fn f
declare void @__tsad_checkpoint(i64, i64)
declare double @drand48()

define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  %y = phi double [ %x, %entry ], [ %y.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  %r = call double @drand48()
  %y.next = fmul double %y, %r
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  ret double %y.next
}
