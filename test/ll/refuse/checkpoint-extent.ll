; A snapshot holds what iterations write: how many bytes that are must be known.
; refuse: E_CHECKPOINT_EXTENT a checkpointed loop writes to memory of the argument u, whose size is not known before the loop
; grad: --fn f
; llvm: 22
declare void @__tsad_checkpoint(i64, i64)

define void @f(ptr %u, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  %v = load double, ptr %u
  %w = fmul double %v, %v
  store double %w, ptr %u
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  ret void
}
