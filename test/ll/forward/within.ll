; A function of the library gives back an address in the object of its argument: so is its shadow in the object's shadow.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd(double 3.0, double 2.0) = 12.0
declare ptr @llvm.ptrmask.p0.i64(ptr, i64)
define double @f(double %x) {
  %slot = alloca [2 x double], align 16
  %at = getelementptr i8, ptr %slot, i64 9
  %second = getelementptr double, ptr %slot, i64 1
  store double %x, ptr %second
  %aligned = call ptr @llvm.ptrmask.p0.i64(ptr %at, i64 -8)
  %v = load double, ptr %aligned
  %r = fmul double %v, %v
  ret double %r
}
