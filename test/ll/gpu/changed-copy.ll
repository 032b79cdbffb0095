; A struct without a shadow is the thread's own affair.
; grad: --fn k --kernel --activity s=const
; count: 1 define ptx_kernel void @k_grad(ptr noundef byval({ i32, i32 }) %s, ptr %x, ptr noundef %x.shadow, ptr %y, ptr noundef %y.shadow)
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @k(ptr noundef byval({ i32, i32 }) %s, ptr %x, ptr %y) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %from = load i32, ptr %s
  %i = add i32 %from, %t
  store i32 %i, ptr %s
  %own = load i32, ptr %s
  %p = getelementptr double, ptr %x, i32 %own
  %v = load double, ptr %p
  %w = fmul double %v, %v
  %q = getelementptr double, ptr %y, i32 %t
  store double %w, ptr %q
  ret void
}
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x() memory(none)
