; Attributes: one that names the derivative, one that says there is none, and two that change nothing.
; llvm: 19 22
; grad:
; run: dg(double 3.0) = 2.25
declare double @__enzyme_autodiff(ptr, ...)
define double @rough(double %x) "enzyme_math"="log1p" "enzyme_nocache" {
  ret double %x
}
define double @still(double %x) "tsad_inactive" {
  %r = fmul double %x, %x
  ret double %r
}
define double @g(double "enzyme_type"="{[-1]:Float@double}" %x) "enzyme_nocache" {
  %a = call double @rough(double %x)
  %b = call double @still(double %x)
  %c = fmul double %b, %a
  ret double %c
}
define double @dg(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @g, double %x)
  ret double %d
}
