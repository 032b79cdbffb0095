; A pointer to a function that is not in the table ends the program; the call that does so has no part in the derivative.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 3.0, double 1.0, [i64 0], [i64 0]) = 3.0 ; 0 ; 0
@table = constant [2 x ptr] [ptr @triple, ptr @triple]
define internal double @triple(double %x) {
  %t = fmul double %x, 3.0
  ret double %t
}
define double @f(double %x, ptr %p) {
  %slot = alloca ptr
  store ptr @triple, ptr %slot
  %bits = load i64, ptr %p
  %i = and i64 %bits, 1
  %entry = getelementptr [2 x ptr], ptr @table, i64 0, i64 %i
  %g = load ptr, ptr %entry
  %r = call double %g(double %x)
  ret double %r
}
