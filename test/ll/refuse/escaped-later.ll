; The load stands before the call that may change what it gives in the next round.
; refuse: E_PROVENANCE which object a pointer to active memory points into
; llvm: 19 22
; grad: --fn f --activity x=dup,n=const
declare void @keep(ptr) memory(inaccessiblemem: readwrite)
declare void @change() memory(inaccessiblemem: readwrite)
define double @f(ptr noalias %x, i64 %n) {
entry:
  %cell = alloca ptr
  store ptr %x, ptr %cell
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %more, %loop ]
  %sum = phi double [ 0.0, %entry ], [ %next, %loop ]
  %q = load ptr, ptr %cell
  %v = load double, ptr %q
  %next = fadd double %sum, %v
  call void @keep(ptr %cell)
  call void @change()
  %more = add i64 %i, 1
  %again = icmp slt i64 %more, %n
  br i1 %again, label %loop, label %end
end:
  ret double %next
}
