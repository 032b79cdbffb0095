; What others may see cannot be done again.
; refuse: E_CHECKPOINT a volatile or atomic access in a checkpointed loop would be done again
; grad: --fn f
; llvm: 22
declare void @__tsad_checkpoint(i64, i64)
@seen = internal global i64 0

define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  %y = phi double [ %x, %entry ], [ %y.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  store volatile i64 %k, ptr @seen
  %y.next = fmul double %y, %x
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  ret double %y.next
}
