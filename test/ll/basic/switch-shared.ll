; Two cases of a switch lead to one join: the phi that keeps where control came from has an entry for each.
; llvm: 14 19 22
; grad: --fn f
; run: f_grad(double 2.0, i32 0, double 1.0) = 1.0
; run: f_grad(double 2.0, i32 1, double 1.0) = 1.0
; run: f_grad(double 2.0, i32 2, double 1.0) = 4.0
; run: f_grad(double 2.0, i32 3, double 1.0) = 12.0

define double @f(double %x, i32 %k) {
  switch i32 %k, label %cube [
    i32 0, label %join
    i32 1, label %join
    i32 2, label %square
  ]

square:
  %s = fmul double %x, %x
  br label %join

cube:
  %q = fmul double %x, %x
  %c = fmul double %q, %x
  br label %join

join:
  %r = phi double [ %x, %0 ], [ %x, %0 ], [ %s, %square ], [ %c, %cube ]
  ret double %r
}
