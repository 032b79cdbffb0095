; Optimisers put poison in lanes that are not used; the adjoint of the other operand's lane, which is used elsewhere, stays clean.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 0.0, double 0.0], double 3.0, double 4.0, double 1.0) = void ; 8.0 3.0

define double @f(double %a, double %b) {
  %v0 = insertelement <2 x double> poison, double %a, i32 0
  %v = insertelement <2 x double> %v0, double %b, i32 1
  %w = fmul <2 x double> %v, <double 2.0, double poison>
  %w0 = extractelement <2 x double> %w, i32 0
  %u = fmul <2 x double> %v, <double 5.0, double 3.0>
  %v1 = extractelement <2 x double> %u, i32 1
  %once = shufflevector <2 x double> %v, <2 x double> poison, <2 x i32> <i32 0, i32 poison>
  %z = fmul <2 x double> %v, %once
  %z0 = extractelement <2 x double> %z, i32 0
  %s = fadd double %w0, %v1
  %t = fmul double %s, 1.0
  %z2 = fmul double %z0, 1.0
  %r = fadd double %t, %z2
  ret double %r
}
