; A function that calls itself needs no tape: x^n by multiplication, and a call that passes memory.
; fwd: --fn power
; fwd: --fn fill
; run: power_fwd(double 2.0, double 1.0, i32 5) = 80.0
; run: fill_fwd([double 2.0, double 0.0, double 0.0], [double 1.0, double 0.0, double 0.0], i64 2) = void ; 2.0 4.0 8.0 ; 1.0 2.0 4.0
define double @power(double %x, i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %one, label %more
one:
  ret double 1.0
more:
  %m = sub i32 %n, 1
  %rest = call double @power(double %x, i32 %m)
  %r = fmul double %x, %rest
  ret double %r
}
define void @fill(double* %p, i64 %n) {
  %end = icmp eq i64 %n, 0
  br i1 %end, label %done, label %more
more:
  %q = getelementptr double, double* %p, i64 1
  %v = load double, double* %p
  %d = fmul double %v, 2.0
  store double %d, double* %q
  %m = sub i64 %n, 1
  call void @fill(double* %q, i64 %m)
  %w = load double, double* %q
  %w2 = fmul double %w, 1.0
  store double %w2, double* %q
  br label %done
done:
  ret void
}
