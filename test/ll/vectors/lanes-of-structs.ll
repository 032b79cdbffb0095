; Two structs of a float and a count are stored as one vector of integers; their halves are moved the other way round as another.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], i64 1, double 1.0) = void ; 2.0 3.0 ; 0.0 18.0
define double @f(ptr %x, i64 %n) {
  %at = alloca [2 x { double, i64 }], align 16
  %to = alloca [2 x { double, i64 }], align 16
  %v = load <2 x double>, ptr %x, align 8
  %squares = fmul <2 x double> %v, %v
  %bits = bitcast <2 x double> %squares to <2 x i64>
  %first = insertelement <2 x i64> poison, i64 %n, i32 0
  %counts = insertelement <2 x i64> %first, i64 3, i32 1
  %all = shufflevector <2 x i64> %bits, <2 x i64> %counts, <4 x i32> <i32 0, i32 2, i32 1, i32 3>
  store <4 x i64> %all, ptr %at, align 16
  %some = load <4 x i64>, ptr %at, align 16
  %turned = shufflevector <4 x i64> %some, <4 x i64> poison, <4 x i32> <i32 2, i32 3, i32 0, i32 1>
  store <4 x i64> %turned, ptr %to, align 16
  %i = sub i64 %n, 1
  %place = getelementptr [2 x { double, i64 }], ptr %to, i64 0, i64 %i
  %value = load double, ptr %place, align 8
  %beside = getelementptr i8, ptr %place, i64 8
  %count = load i64, ptr %beside, align 8
  %factor = sitofp i64 %count to double
  %r = fmul double %value, %factor
  ret double %r
}
