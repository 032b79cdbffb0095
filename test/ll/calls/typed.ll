; llvm: 14
; Typed pointers: casts of the function, of the grammar's name and of markers; the primal's value beside its derivatives, in registers and in memory.
; run: both(double 3.0) = 18.0
; run: lone(double 3.0) = 12.0
@enzyme_const = external global i32
@enzyme_primal_return = external global i32
%two = type { double, double }
declare double @__enzyme_autodiff(...)
declare %two @__enzyme_autodiff_two(i8*, ...)
define double @f(double %x, double %y) {
  %s = fmul double %x, %x
  %z = fmul double %s, %y
  ret double %z
}
define double @both(double %x) {
  %m = load i32, i32* @enzyme_primal_return
  %r = call %two (i8*, ...) @__enzyme_autodiff_two(i8* bitcast (double (double, double)* @f to i8*), i32 %m, double %x, i32* @enzyme_const, double 2.0)
  %v = extractvalue %two %r, 0
  ret double %v
}
define double @lone(double %x) {
  %m = load i32, i32* @enzyme_const
  %d = call double bitcast (double (...)* @__enzyme_autodiff to double (double (double, double)*, double, i32, double)*)(double (double, double)* @f, double %x, i32 %m, double 2.0)
  ret double %d
}
