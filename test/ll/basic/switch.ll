; grad: --fn f
; run: f_grad(double 2.0, i32 0, double 1.0) = 4.0
; run: f_grad(double 2.0, i32 1, double 1.0) = 3.0
; run: f_grad(double 2.0, i32 2, double 1.0) = 3.0
; run: f_grad(double 2.0, i32 9, double 1.0) = 0.0

define double @f(double %x, i32 %k) {
entry:
  switch i32 %k, label %other [
    i32 0, label %square
    i32 1, label %triple
    i32 2, label %triple
  ]
square:
  %s = fmul double %x, %x
  br label %join
triple:
  %t = fmul double %x, 3.0
  br label %join
other:
  br label %join
join:
  %r = phi double [ %s, %square ], [ %t, %triple ], [ 7.0, %other ]
  ret double %r
}
