; Headers that swap values, an inner loop whose bound varies and which leaves both loops at once, a switch with two ways to one block.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 0.0, double 0.0], double 2.0, double 3.0, i64 2, i32 0, double 1.0) = void ; 108.0 108.0
; run: f_grad([double 0.0, double 0.0], double 2.0, double 3.0, i64 2, i32 1, double 1.0) = void ; 108.0 108.0
; run: f_grad([double 0.0, double 0.0], double 2.0, double 3.0, i64 2, i32 2, double 1.0) = void ; 2.0 0.0
; run: f_grad([double 0.0, double 0.0], double 20.0, double 30.0, i64 2, i32 0, double 1.0) = void ; 1800.0 2400.0

define double @f(double %x, double %y, i64 %n, i32 %m) {
entry:
  switch i32 %m, label %pre [ i32 1, label %pre 
    i32 2, label %out ]
pre:
  br label %h
h:
  %a = phi double [%x, %pre], [%b, %ol]
  %b = phi double [%y, %pre], [%a2, %ol]
  %i = phi i64 [0, %pre], [%i1, %ol]
  br label %in
in:
  %c = phi double [%a, %h], [%c1, %il]
  %j = phi i64 [0, %h], [%j1, %il]
  %c1 = fmul double %c, %b
  %big = fcmp ogt double %c1, 1.0e3
  br i1 %big, label %out, label %il
il:
  %j1 = add i64 %j, 1
  %jc = icmp ule i64 %j1, %i
  br i1 %jc, label %in, label %ol
ol:
  %a2 = phi double [%c1, %il]
  %i1 = add i64 %i, 1
  %ic = icmp ult i64 %i1, %n
  br i1 %ic, label %h, label %fin
fin:
  ret double %a2
out:
  %r = phi double [%x, %entry], [%c1, %in]
  %s = fmul double %r, 2.0
  ret double %s
}
