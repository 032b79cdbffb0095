; Stack memory of variable size in an address space where there is no heap to take its place.
; refuse: E_ALLOCA variable size
; grad: --fn f
; llvm: 19 22
target datalayout = "A5"
define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %j, %loop ]
  %s = phi double [ %x, %entry ], [ %v, %loop ]
  %a = alloca double, i64 %n, addrspace(5)
  store double %s, ptr addrspace(5) %a
  %v = load double, ptr addrspace(5) %a
  %j = add i64 %i, 1
  %c = icmp slt i64 %j, %n
  br i1 %c, label %loop, label %end
end:
  ret double %v
}
