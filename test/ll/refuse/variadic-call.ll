; A variadic function of the module, on a target of which tsad does not know how arguments are passed.
; refuse: E_VARIADIC @g
; grad: --fn f
; llvm: 19 22
target triple = "riscv64-unknown-linux-gnu"
declare void @llvm.va_start.p0(ptr)
declare void @llvm.va_end.p0(ptr)
define internal double @g(i32 %n, ...) {
  %list = alloca ptr
  call void @llvm.va_start.p0(ptr %list)
  %x = va_arg ptr %list, double
  call void @llvm.va_end.p0(ptr %list)
  ret double %x
}
define double @f(double %x) {
  %r = call double (i32, ...) @g(i32 1, double %x)
  ret double %r
}
