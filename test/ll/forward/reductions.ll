; Vectors: a sum, a product, the greatest lane, and lanes that are moved.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 2.0, double 1.0) = 94.0
declare double @llvm.vector.reduce.fadd.v4f64(double, <4 x double>)
declare double @llvm.vector.reduce.fmul.v4f64(double, <4 x double>)
declare double @llvm.vector.reduce.fmax.v4f64(<4 x double>)
define double @f(double %x) {
  %a = insertelement <4 x double> <double 1.0, double 1.0, double 1.0, double 1.0>, double %x, i32 0
  %xx = fmul double %x, %x
  %b = insertelement <4 x double> %a, double %xx, i32 2
  %c = shufflevector <4 x double> %b, <4 x double> %b, <4 x i32> <i32 2, i32 1, i32 0, i32 2>
  %sum = call double @llvm.vector.reduce.fadd.v4f64(double %x, <4 x double> %c)
  %product = call double @llvm.vector.reduce.fmul.v4f64(double 1.0, <4 x double> %c)
  %most = call double @llvm.vector.reduce.fmax.v4f64(<4 x double> %c)
  %t = fadd double %sum, %product
  %r = fadd double %t, %most
  ret double %r
}
