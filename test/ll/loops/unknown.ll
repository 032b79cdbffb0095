; A loop that ends on a value: the tape grows. Newton's iteration for the square root of x; the derivative is 1/(2 sqrt x).
; grad: --fn f
; run: f_grad(double 2.0, double 1.0) = 0.35355339059327379 within 1e-10
; run: f_grad(double 10000.0, double 1.0) = 0.005 within 1e-8

declare double @llvm.fabs.f64(double)

define double @f(double %x) {
entry:
  br label %loop
loop:
  %y = phi double [ %x, %entry ], [ %z, %next ]
  %d = fdiv double %x, %y
  %s = fadd double %y, %d
  %z = fmul double %s, 0.5
  %e = fsub double %z, %y
  %a = call double @llvm.fabs.f64(double %e)
  %done = fcmp olt double %a, 1.0e-14
  br i1 %done, label %exit, label %next
next:
  %same = fcmp oeq double %z, %d
  br i1 %same, label %exit, label %loop
exit:
  ret double %z
}
