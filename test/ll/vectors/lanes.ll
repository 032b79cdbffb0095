; llvm: 19 22
; grad: --fn f
; run: f_grad([double 0.0, double 0.0], double 2.0, double 3.0, double 1.0) = void ; 36.0 8.0

define double @f(double %x, double %y) {
  %a = insertelement <2 x double> poison, double %x, i32 0
  %b = insertelement <2 x double> %a, double %y, i32 1
  %r = shufflevector <2 x double> %b, <2 x double> poison, <2 x i32> <i32 1, i32 0>
  %m = fmul <2 x double> %b, %r
  %n = fmul <2 x double> %m, %b
  %p = extractelement <2 x double> %n, i32 0
  %q = shufflevector <2 x double> %b, <2 x double> poison, <4 x i32> <i32 0, i32 0, i32 1, i32 poison>
  %s = extractelement <4 x double> %q, i32 1
  %t = fmul double %p, %s
  ret double %t
}
