; What a function without a body does to memory is not known.
; refuse: E_CHECKPOINT_CALL a checkpointed loop calls @solve: its body is not known
; grad: --fn f
declare void @__tsad_checkpoint(i64, i64)
declare double @solve(double)

define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  %y = phi double [ %x, %entry ], [ %y.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  %y.next = call double @solve(double %y)
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  ret double %y.next
}
