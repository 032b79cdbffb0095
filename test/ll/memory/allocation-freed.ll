; Memory that is freed in a loop is given back at the end of the gradient, with its shadow; freed memory is not freed twice.
; llvm: 19 22
; grad: --fn f
; run: f_grad(double 2.0, i64 3, double 1.0) = 7.0
declare ptr @malloc(i64)
declare void @free(ptr)
define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i.next, %loop ]
  %s = phi double [ %x, %entry ], [ %s.next, %loop ]
  %m = call ptr @malloc(i64 8)
  store double %s, ptr %m
  %v = load double, ptr %m
  %s.next = fadd double %v, %x
  call void @free(ptr %m)
  %i.next = add i64 %i, 1
  %more = icmp slt i64 %i.next, 6
  br i1 %more, label %loop, label %done
done:
  ret double %s.next
}
