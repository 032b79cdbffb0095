; A call through a pointer comes to the functions of its type whose address is taken.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 3.0, double 1.0, i1 true) = 6.0
; run: f_fwd(double 3.0, double 1.0, i1 false) = 27.0
@table = internal global [2 x ptr] [ptr @cube, ptr @square]
define internal double @square(double %x) {
  %s = fmul double %x, %x
  ret double %s
}
define internal double @cube(double %x) {
  %s = call double @square(double %x)
  %c = fmul double %s, %x
  ret double %c
}
define double @f(double %x, i1 %which) {
  %i = zext i1 %which to i64
  %p = getelementptr [2 x ptr], ptr @table, i64 0, i64 %i
  %g = load ptr, ptr %p
  %r = call double %g(double %x)
  ret double %r
}
