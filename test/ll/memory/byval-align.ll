; A struct passed by value is a copy with the alignment that the parameter states; what the callee stores to it is not seen outside.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], i64 0, double 1.0) = void ; 2.0 3.0 ; 3.0 2.0

%struct.S = type { double, double }

define double @g(ptr byval(%struct.S) align 32 %p, i64 %i) {
  %q = getelementptr double, ptr %p, i64 %i
  %a = load double, ptr %q, align 8
  %q1 = getelementptr i8, ptr %p, i64 8
  %b = load double, ptr %q1, align 8
  store double 0.0, ptr %q, align 8
  %s = fmul double %a, %b
  ret double %s
}

define double @f(ptr %x, i64 %i) {
  %r = call double @g(ptr byval(%struct.S) align 32 %x, i64 %i)
  ret double %r
}
