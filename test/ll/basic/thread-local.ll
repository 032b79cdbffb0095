; Thread-local scratch memory, by the intrinsic that gives its address.
; grad: --fn f
; llvm: 19 22
; run: f_grad(double 3.0, double 1.0) = 6.0
; run: f_grad(double 5.0, double 1.0) = 10.0
@scratch = internal thread_local global [2 x double] zeroinitializer
declare ptr @llvm.threadlocal.address.p0(ptr)
define double @f(double %x) {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @scratch)
  %q = getelementptr double, ptr %p, i64 1
  store double %x, ptr %p
  store double %x, ptr %q
  %a = load double, ptr %p
  %o = call ptr @llvm.threadlocal.address.p0(ptr @scratch)
  %o1 = getelementptr double, ptr %o, i64 1
  %b = load double, ptr %o1
  %r = fmul double %a, %b
  ret double %r
}
