; x[i] = sin(x[i]) * x[0]: what a store overwrites is kept, and the shadow of an overwritten place starts again from zero.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 1.0]) = void ; 2.0 9.0 ; 0.0 6.0

define void @f(ptr %x) {
  %p1 = getelementptr double, ptr %x, i64 1
  %b = load double, ptr %p1, align 8
  %c = fmul double %b, %b
  store double %c, ptr %p1, align 8
  ret void
}
