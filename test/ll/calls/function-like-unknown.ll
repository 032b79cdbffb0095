; refuse: E_REGISTRATION there is no rule for lgo1p
@.name = private constant [6 x i8] c"lgo1p\00"
@__tsad_function_like_f = global [2 x ptr] [ptr @f, ptr @.name]
declare double @__enzyme_autodiff(ptr, ...)
define double @f(double %x) {
  ret double %x
}
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %d
}
