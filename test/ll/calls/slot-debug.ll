; The function lies in a local variable, which debug information names.
; llvm: 14
; grad: --fn square
; run: d(double 3.0) = 6.0
declare double @__enzyme_autodiff(i8*, ...)
declare void @llvm.dbg.declare(metadata, metadata, metadata)
define double @square(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
define double @d(double %x) {
  %slot = alloca double (double)*
  call void @llvm.dbg.declare(metadata double (double)** %slot, metadata !0, metadata !DIExpression())
  store double (double)* @square, double (double)** %slot
  %f = load double (double)*, double (double)** %slot
  %p = bitcast double (double)* %f to i8*
  %r = call double (i8*, ...) @__enzyme_autodiff(i8* %p, double %x)
  ret double %r
}
!0 = !{}
