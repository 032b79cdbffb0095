; The stack pointer is saved and put back around memory of fixed size, which lives on in the entry block.
; grad: --fn f
; run: f_grad(double 3.0, double 1.0) = 6.0
; llvm: 19 22
declare ptr @llvm.stacksave.p0()
declare void @llvm.stackrestore.p0(ptr)
define double @f(double %x) {
  %a = alloca { double, double }
  %s = alloca ptr
  %stack = call ptr @llvm.stacksave.p0()
  store ptr %stack, ptr %s
  store { double, double } zeroinitializer, ptr %a
  store double %x, ptr %a
  %y = load double, ptr %a
  %saved = load ptr, ptr %s
  call void @llvm.stackrestore.p0(ptr %saved)
  %r = fmul double %y, %x
  ret double %r
}
