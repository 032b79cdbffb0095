; Three directions at once: numbers, memory, a call, and what is returned.
; llvm: 19 22
; fwd: --fn f --width 3 --returns both
; fwd: --fn g --width 3
; run: f_fwd(double 2.0, {double 1.0, double 0.0, double 0.5}, double 5.0, {double 0.0, double 1.0, double 2.0}) = 20.0 20.0 4.0 18.0
; run: g_fwd([double 3.0, double 4.0], [double 1.0, double 0.0, double 0.0, double 1.0, double 1.0, double 1.0], i64 2) = 6.0 8.0 14.0 ; 9.0 16.0 ; 6.0 0.0 0.0 8.0 6.0 8.0
define internal double @square(double %x) noinline {
  %s = fmul double %x, %x
  ret double %s
}
define double @f(double %x, double %y) {
  %s = call double @square(double %x)
  %m = fmul double %s, %y
  ret double %m
}
define double @g(ptr %x, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi double [ 0.0, %entry ], [ %sum.next, %loop ]
  %p = getelementptr double, ptr %x, i64 %i
  %v = load double, ptr %p
  %s = call double @square(double %v)
  store double %s, ptr %p
  %sum.next = fadd double %sum, %s
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret double %sum.next
}
