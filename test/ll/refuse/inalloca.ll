; An argument in memory that the caller lays out, as 32-bit Windows passes structs, to a function that is not inlined.
; refuse: E_ABI inalloca
; grad: --fn f
; llvm: 19 22
target triple = "i686-pc-windows-msvc"
define internal double @g(ptr inalloca(<{ double, double }>) %p) {
  %a = load double, ptr %p, align 4
  %c = fcmp ogt double %a, 1.0
  br i1 %c, label %more, label %end
more:
  %s = alloca inalloca <{ double, double }>, align 4
  %h = fmul double %a, 0.5
  store double %h, ptr %s, align 4
  %r = call double @g(ptr inalloca(<{ double, double }>) %s)
  ret double %r
end:
  ret double %a
}
define double @f(double %x) {
  %s = alloca inalloca <{ double, double }>, align 4
  store double %x, ptr %s, align 4
  %r = call double @g(ptr inalloca(<{ double, double }>) %s)
  ret double %r
}
