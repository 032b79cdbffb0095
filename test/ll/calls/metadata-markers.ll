; Markers as metadata strings, as loads through a slot, as Fortran's variables, and as addresses, under both names.
; run: strings(double 3.0, double 2.0) = 9.0
; run: slots(double 3.0, double 2.0) = 9.0
; run: fortran(double 3.0, double 2.0) = 9.0
@enzyme_const = external global i32
@enzyme_const_ = external global i32
@_QMmarkersEenzyme_out = external global i32
declare double @__enzyme_autodiff(...)
declare double @f__enzyme_autodiff_(...)
define double @f(double %x, double %y) {
  %s = fmul double %x, %x
  %z = fmul double %s, %y
  ret double %z
}
define double @strings(double %x, double %y) {
  %d = call double (...) @__enzyme_autodiff(ptr @f, metadata !"enzyme_const", double %x, metadata !"tsad_out", double %y)
  ret double %d
}
define double @slots(double %x, double %y) {
  %s = alloca i32
  %m = load i32, ptr @enzyme_const
  store i32 %m, ptr %s
  %n = load i32, ptr %s
  %d = call double (...) @__enzyme_autodiff(ptr @f, i32 %n, double %x, double %y)
  ret double %d
}
define double @fortran(double %x, double %y) {
  %d = call double (...) @f__enzyme_autodiff_(ptr @f, ptr @enzyme_const_, double %x, ptr @_QMmarkersEenzyme_out, double %y)
  ret double %d
}
