; Iterations read what is overwritten behind the loop: its first value is kept, if its size is known.
; refuse: E_CHECKPOINT_EXTENT a checkpointed loop reads, and others may change before it is reversed, memory of the argument u
; grad: --fn f
; llvm: 22
declare void @__tsad_checkpoint(i64, i64)

define double @f(ptr %u, double %x, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  %y = phi double [ %x, %entry ], [ %y.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  %v = load double, ptr %u
  %y.next = fmul double %v, %y
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  %i = fptosi double %y.next to i64
  %p = getelementptr double, ptr %u, i64 %i
  store double 0.0, ptr %p
  ret double %y.next
}
