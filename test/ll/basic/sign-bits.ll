; Absolute values, negations, copied signs, choices by masks and moved lanes, all done to the bits as integers.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double -1.5, double 2.0, double 3.0, double -4.0, double 1.0, double 5.0, double 6.0, double 7.0], [double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, double 0.0], double 1.0) = void ; -1.5 2.0 3.0 -4.0 1.0 5.0 6.0 7.0 ; -2.0 -3.0 -5.0 0.0 26.0 -23.0 17.0 13.0

define double @f(ptr %x) {
  %p1 = getelementptr double, ptr %x, i64 1
  %p2 = getelementptr double, ptr %x, i64 2
  %p3 = getelementptr double, ptr %x, i64 3
  %p4 = getelementptr double, ptr %x, i64 4
  %p6 = getelementptr double, ptr %x, i64 6

  ; 2 |x0|
  %x0 = load double, ptr %x
  %b0 = bitcast double %x0 to i64
  %a0 = and i64 %b0, 9223372036854775807
  %f0 = bitcast i64 %a0 to double
  %t0 = fmul double %f0, 2.0

  ; 3 (-x1)
  %x1 = load double, ptr %p1
  %b1 = bitcast double %x1 to i64
  %a1 = xor i64 %b1, -9223372036854775808
  %f1 = bitcast i64 %a1 to double
  %t1 = fmul double %f1, 3.0

  ; 5 copysign(x2, x3)
  %x2 = load double, ptr %p2
  %x3 = load double, ptr %p3
  %b2 = bitcast double %x2 to i64
  %b3 = bitcast double %x3 to i64
  %m2 = and i64 %b2, 9223372036854775807
  %m3 = and i64 -9223372036854775808, %b3
  %a2 = or i64 %m3, %m2
  %f2 = bitcast i64 %a2 to double
  %t2 = fmul double %f2, 5.0

  ; (x4 < x5 ? 7 x4 : 11 x5), by a mask in all lanes
  %v = load <2 x double>, ptr %p4
  %x4 = extractelement <2 x double> %v, i32 0
  %x5 = extractelement <2 x double> %v, i32 1
  %less = fcmp olt double %x4, %x5
  %mask = sext i1 %less to i64
  %other = xor i64 %mask, -1
  %y4 = fmul double %x4, 7.0
  %y5 = fmul double %x5, 11.0
  %b4 = bitcast double %y4 to i64
  %b5 = bitcast double %y5 to i64
  %c4 = and i64 %b4, %mask
  %c5 = and i64 %other, %b5
  %a4 = or i64 %c4, %c5
  %t4 = bitcast i64 %a4 to double

  ; 19 x4 + 23 (-x5), the sign of one lane only
  %w = bitcast <2 x double> %v to <2 x i64>
  %u = xor <2 x i64> %w, <i64 0, i64 -9223372036854775808>
  %n = bitcast <2 x i64> %u to <2 x double>
  %k = fmul <2 x double> %n, <double 19.0, double 23.0>
  %k0 = extractelement <2 x double> %k, i32 0
  %k1 = extractelement <2 x double> %k, i32 1

  ; 13 x7 + 17 x6, the halves of a vector of four integers exchanged
  %q = load <4 x i32>, ptr %p6
  %r = shufflevector <4 x i32> %q, <4 x i32> poison, <4 x i32> <i32 2, i32 3, i32 0, i32 1>
  %s = bitcast <4 x i32> %r to <2 x double>
  %z = fmul <2 x double> %s, <double 13.0, double 17.0>
  %z0 = extractelement <2 x double> %z, i32 0
  %z1 = extractelement <2 x double> %z, i32 1

  %s1 = fadd double %t0, %t1
  %s2 = fadd double %s1, %t2
  %s3 = fadd double %s2, %t4
  %s4 = fadd double %s3, %k0
  %s5 = fadd double %s4, %k1
  %s6 = fadd double %s5, %z0
  %s7 = fadd double %s6, %z1
  ret double %s7
}
