; A loop with a count known before it: one allocation for the kept values.
; grad: --fn f --wrt x
; run: f_grad(double 1.1, i64 5, double 1.0) = 7.3205 within 1e-10
; run: f_grad(double 1.1, i64 0, double 1.0) = 0.0
; count: 1 call ptr @malloc
; count: 0 call ptr @realloc
; llvm: 19 22

define double @f(double %x, i64 %n) {
entry:
  %any = icmp sgt i64 %n, 0
  br i1 %any, label %loop, label %exit
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = phi double [ 1.0, %entry ], [ %q, %loop ]
  %q = fmul double %p, %x
  %next = add nsw i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %loop, label %exit
exit:
  %r = phi double [ 1.0, %entry ], [ %q, %loop ]
  ret double %r
}
