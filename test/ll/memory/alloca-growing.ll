; Stack memory of which there is more with every iteration, all of it alive until the end: the eighth power.
; grad: --fn f
; llvm: 19 22
; run: f_grad(double 2.0, i64 4, double 1.0) = 1024.0
define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %j, %loop ]
  %before = phi ptr [ null, %entry ], [ %a, %loop ]
  %s = phi double [ %x, %entry ], [ %v, %loop ]
  %a = alloca double, i64 %n
  store double %s, ptr %a
  %first = icmp eq i64 %i, 0
  %from = select i1 %first, ptr %a, ptr %before
  %u = load double, ptr %from
  %w = load double, ptr %a
  %v = fmul double %u, %w
  %j = add i64 %i, 1
  %c = icmp slt i64 %j, %n
  br i1 %c, label %loop, label %end
end:
  ret double %v
}
