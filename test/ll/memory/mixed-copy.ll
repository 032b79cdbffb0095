; A copy whose target may or may not be active memory: a comparison of the pointer with its shadow tells when the program runs.
; grad: --fn f --activity work=const
; run: f_grad([double 3.0], [double 0.0], [double 0.0], i1 1, i64 8, double 1.0) = void ; 9.0 ; 6.0 ; 0.0
; run: f_grad([double 3.0], [double 0.0], [double 0.0], i1 0, i64 8, double 1.0) = void ; 3.0 ; 1.0 ; 9.0
define double @f(double* %x, double* %work, i1 %c, i64 %n) {
  %to = select i1 %c, double* %x, double* %work
  %square = alloca [2 x double]
  %first = getelementptr [2 x double], [2 x double]* %square, i64 0, i64 0
  %a = load double, double* %x
  %aa = fmul double %a, %a
  store double %aa, double* %first
  %from.bytes = bitcast [2 x double]* %square to i8*
  %to.bytes = bitcast double* %to to i8*
  call void @llvm.memcpy.p0i8.p0i8.i64(i8* %to.bytes, i8* %from.bytes, i64 %n, i1 false)
  %r = load double, double* %x
  ret double %r
}
declare void @llvm.memcpy.p0i8.p0i8.i64(i8*, i8*, i64, i1)
