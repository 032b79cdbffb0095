; The bits of vectors of floats are chosen between, joined, shuffled in halves and stored as vectors of integers.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double -2.0, double 3.0], [double 0.0, double 0.0], i1 false, double 1.0) = void ; -2.0 3.0 ; -9.0 12.0
; run: f_grad([double -2.0, double 3.0], [double 0.0, double 0.0], i1 true, double 1.0) = void ; -2.0 3.0 ; 72.0 -96.0
define double @f(ptr %x, i1 %twice) {
entry:
  %at = alloca [2 x double], align 16
  %v = load <2 x double>, ptr %x, align 8
  %bits = bitcast <2 x double> %v to <2 x i64>
  %positive = fcmp ogt <2 x double> %v, zeroinitializer
  %negated = xor <2 x i64> %bits, <i64 -9223372036854775808, i64 -9223372036854775808>
  %absolute = select <2 x i1> %positive, <2 x i64> %bits, <2 x i64> %negated
  br i1 %twice, label %then, label %join
then:
  %double = fmul <2 x double> %v, <double 2.0, double 2.0>
  %more = bitcast <2 x double> %double to <2 x i64>
  br label %join
join:
  %either = phi <2 x i64> [ %absolute, %entry ], [ %more, %then ]
  %w = bitcast <2 x i64> %either to <2 x double>
  %halves = bitcast <2 x double> %w to <4 x i32>
  %swapped = shufflevector <4 x i32> %halves, <4 x i32> poison, <4 x i32> <i32 2, i32 3, i32 0, i32 1>
  store <4 x i32> %swapped, ptr %at, align 16
  %a = load double, ptr %at, align 16
  %second = getelementptr i8, ptr %at, i64 8
  %b = load double, ptr %second, align 8
  %square = fmul double %a, %a
  %r = fmul double %square, %b
  ret double %r
}
