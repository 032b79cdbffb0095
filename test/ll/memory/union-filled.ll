; One store fills a union with a float on one way and with an integer on the other, where only the way that was taken tells.
; grad: --fn f
; marks: mixed
; llvm: 19 22
; run: f_grad(double 3.0, i64 1, i64 0, double 1.0) = 6.0
; run: f_grad(double 3.0, i64 5, i64 1, double 1.0) = 5.0
define double @f(double %x, i64 %n, i64 %k) {
entry:
  %all = alloca [2 x { i64, i64 }], align 16
  %which = getelementptr [2 x { i64, i64 }], ptr %all, i64 0, i64 %k
  %is = icmp eq i64 %k, 0
  store i64 %k, ptr %which, align 16
  br i1 %is, label %number, label %fill
number:
  %square = fmul double %x, %x
  %bits = bitcast double %square to i64
  br label %fill
fill:
  %either = phi i64 [ %bits, %number ], [ %n, %entry ]
  %place = getelementptr i8, ptr %which, i64 8
  store i64 %either, ptr %place, align 8
  %kind = load i64, ptr %which, align 16
  %again = icmp eq i64 %kind, 0
  br i1 %again, label %float, label %integer
float:
  %v = load double, ptr %place, align 8
  ret double %v
integer:
  %i = load i64, ptr %place, align 8
  %f = sitofp i64 %i to double
  %w = fmul double %f, %x
  ret double %w
}
