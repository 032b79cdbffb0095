; Memory that a program finds to be aligned when it runs need not have a tangent that is.
; fwd: --fn f
; llvm: 19 22
; run: f_fwd([double 3.0, double 4.0], [double 1.0, double 0.5]) = 10.0 ; 3.0 4.0 ; 1.0 0.5
; count: 1 align 16
define double @f(ptr %x) {
  %v = load <2 x double>, ptr %x, align 16
  %s = fmul <2 x double> %v, %v
  %a = extractelement <2 x double> %s, i32 0
  %b = extractelement <2 x double> %s, i32 1
  %r = fadd double %a, %b
  ret double %r
}
