; One loop is run by one schedule.
; refuse: E_CHECKPOINT a loop has two marks that do not say the same
; grad: --fn f
declare void @__tsad_checkpoint(i64, i64)

define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  %y = phi double [ %x, %entry ], [ %y.next, %loop ]
  call void @__tsad_checkpoint(i64 3, i64 5)
  call void @__tsad_checkpoint(i64 3, i64 6)
  %y.next = fmul double %y, %x
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop
end:
  ret double %y.next
}
