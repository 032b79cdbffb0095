; A phi takes the adjoint of the edge that was gone; the condition is done again from the argument.
; grad: --fn f
; run: f_grad(double 2.0, double 1.0) = 12.0
; run: f_grad(double -2.0, double 1.0) = -4.0
; plan: entered from: by %c  (block join)

define double @f(double %x) {
entry:
  %c = fcmp ogt double %x, 0.0
  br i1 %c, label %yes, label %no
yes:
  %x2 = fmul double %x, %x
  %x3 = fmul double %x2, %x
  br label %join
no:
  %y = fmul double %x, %x
  br label %join
join:
  %r = phi double [ %x3, %yes ], [ %y, %no ]
  ret double %r
}
