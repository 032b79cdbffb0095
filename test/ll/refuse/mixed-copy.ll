; refuse: E_ALIAS may or may not be active
; grad: --fn f --activity work=const
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
