; What a compiler makes of memset(x, 0, 16) and of a copy: stores of integers over doubles.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 1.0, double 2.0, double 3.0], [double 10.0, double 20.0, double 30.0], [double 4.0], [double 0.0], double 2.0) = void ; 0.0 0.0 1.0 ; 38.0 0.0 0.0 ; 16.0 ; 2.0

define double @f(ptr %x, ptr %y) {
  %a = load double, ptr %x, align 8
  %bits = load i64, ptr %x, align 8
  %p2 = getelementptr double, ptr %x, i64 2
  store i64 %bits, ptr %p2, align 8
  store <2 x i64> zeroinitializer, ptr %x, align 8
  %b = load double, ptr %y, align 8
  %c = fmul double %b, %b
  store double %c, ptr %y, align 8
  %r = fmul double %a, %b
  %p = load double, ptr %p2, align 8
  %z = load double, ptr %x, align 8
  %m = fmul double %z, %p
  %s = fadd double %r, %m
  ret double %s
}
