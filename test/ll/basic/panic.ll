; A failed check that takes the memory with it and does not come back.
; grad: --fn f
; run: f_grad([double 3.0, double 5.0], [double 0.0, double 0.0], i64 1, double 1.0) = void ; 3.0 5.0 ; 0.0 10.0
; run: f_grad([double 3.0, double 5.0], [double 0.0, double 0.0], i64 0, double 2.0) = void ; 3.0 5.0 ; 12.0 0.0
define double @f(double* %x, i64 %i) {
  %inside = icmp ult i64 %i, 2
  br i1 %inside, label %good, label %bad
good:
  %p = getelementptr double, double* %x, i64 %i
  %v = load double, double* %p
  %r = fmul double %v, %v
  ret double %r
bad:
  call void @pthread_exit(double* %x)
  unreachable
}
declare void @pthread_exit(double*)
