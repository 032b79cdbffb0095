; Nobody would move the shadow of a pointer that an iteration leaves in memory when the iteration is run again.
; refuse: E_CHECKPOINT_POINTER a checkpointed loop keeps a pointer for a later iteration: it is stored to memory
; grad: --fn f
; llvm: 22
declare void @__tsad_checkpoint(i64, i64)
@current = internal global ptr null

define void @f(ptr %u, ptr %v, i64 %n) {
entry:
  store ptr %u, ptr @current
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  store ptr %v, ptr @current
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  ret void
}
