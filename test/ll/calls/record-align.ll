; Local memory that asks for a stricter alignment than its type has gets it in the record of the augmented primal, too.
; grad: --fn f --wrt x
; run: f_grad([double 3.0, double 0.5], [double 0.0, double 0.0], i64 2, double 1.0) = ; 3.0 0.5 ; 54.0 0.0
define double @f(ptr %x, i64 %n) {
  %bytes = alloca [5 x i8]
  %pair = alloca [16 x i8], align 16
  %a = load double, ptr %x
  %end = icmp eq i64 %n, 0
  br i1 %end, label %leaf, label %more
leaf:
  ret double %a
more:
  %b = getelementptr i8, ptr %bytes, i64 %n
  store i8 1, ptr %b
  %c = getelementptr i8, ptr %bytes, i64 2
  %first = load i8, ptr %c
  %one = fmul double %a, 2.0
  %v0 = insertelement <2 x double> poison, double %one, i64 0
  %v = insertelement <2 x double> %v0, double %a, i64 1
  store <2 x double> %v, ptr %pair, align 16
  %which = and i64 %n, 1
  %at = getelementptr double, ptr %pair, i64 %which
  %less = sub i64 %n, 1
  %inner = call double @f(ptr %x, i64 %less)
  %w = load <2 x double>, ptr %pair, align 16
  %s = load double, ptr %at
  %w1 = extractelement <2 x double> %w, i64 1
  %p = fmul double %inner, %s
  ret double %p
}
