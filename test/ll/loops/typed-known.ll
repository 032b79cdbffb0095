; The same loop over memory in the dialect of LLVM 14.
; llvm: 14
; grad: --fn dot
; run: dot_grad([double 1.0, double 2.0, double 3.0], [double 0.0, double 0.0, double 0.0], [double 4.0, double 5.0, double 6.0], [double 0.0, double 0.0, double 0.0], i64 3, double 2.0) = void ; 1.0 2.0 3.0 ; 8.0 10.0 12.0 ; 4.0 5.0 6.0 ; 2.0 4.0 6.0

define double @dot(double* %x, double* %y, i64 %n) {
entry:
  br label %head
head:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %s = phi double [ 0.0, %entry ], [ %t, %body ]
  %more = icmp slt i64 %i, %n
  br i1 %more, label %body, label %exit
body:
  %px = getelementptr inbounds double, double* %x, i64 %i
  %py = getelementptr inbounds double, double* %y, i64 %i
  %a = load double, double* %px, align 8
  %b = load double, double* %py, align 8
  %m = fmul double %a, %b
  %t = fadd double %s, %m
  %next = add nuw nsw i64 %i, 1
  br label %head
exit:
  ret double %s
}
