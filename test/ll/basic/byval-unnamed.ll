; Structs that are passed by value in memory, of types that only the attribute spells.
; grad: --fn f
; grad: --fn g
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0, double 5.0], [double 0.0, double 0.0, double 0.0], double 1.0) = ; 2.0 3.0 5.0 ; 3.0 12.0 0.0
; run: g_grad([double 2.0, double 3.0], [double 0.0, double 0.0], double 1.0) = ; 2.0 3.0 ; 3.0 2.0
%"a.b c" = type { [2 x double] }
define internal double @change(ptr byval({ double, [2 x double] }) align 8 %p) noinline {
  %q = getelementptr double, ptr %p, i64 1
  %a = load double, ptr %p, align 8
  %b = load double, ptr %q, align 8
  %ab = fmul double %a, %b
  store double %ab, ptr %p, align 8
  %c = load double, ptr %p, align 8
  ret double %c
}
define double @f(ptr %x) {
  %r = call double @change(ptr byval({ double, [2 x double] }) align 8 %x)
  %q = getelementptr double, ptr %x, i64 1
  %b = load double, ptr %q
  %c = fmul double %b, %b
  %s = load double, ptr %x
  %t = fmul double %s, %c
  %d = fsub double %t, %t
  %e = fadd double %r, %d
  %h = fmul double %b, 10.0
  %i = fadd double %e, %h
  ret double %i
}
define internal double @product(ptr byval(%"a.b c") align 8 %p) noinline {
  %q = getelementptr double, ptr %p, i64 1
  %a = load double, ptr %p, align 8
  %b = load double, ptr %q, align 8
  %ab = fmul double %a, %b
  store double %ab, ptr %p, align 8
  ret double %ab
}
define double @g(ptr %x) {
  %r = call double @product(ptr byval(%"a.b c") align 8 %x)
  ret double %r
}
