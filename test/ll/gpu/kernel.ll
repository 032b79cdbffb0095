; A whole kernel: one atomic addition for each block to the derivative by a number, and the struct's shadow behind the struct.
; grad: --fn k --kernel
; count: 1 define ptx_kernel void @k_grad(ptr noundef byval({ ptr, double }) %s, ptr noundef %s.shadow, double %a, ptr noundef %a.shadow, ptr %y, ptr noundef %y.shadow, i32 %n)
; count: 1 store double 0.000000e+00, ptr addrspace(3) @k.sum
; count: 1 atomicrmw fadd ptr addrspace(3) @k.sum
; count: 1 atomicrmw fadd ptr %a.shadow
; count: 0 @k.thread
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @k(ptr noundef byval({ ptr, double }) %s, double %a, ptr %y, i32 %n) {
  %i = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %x = load ptr, ptr %s
  %p = getelementptr double, ptr %x, i32 %i
  %v = load double, ptr %p
  %f = getelementptr i8, ptr %s, i64 8
  %u = load double, ptr %f
  %w = fmul double %v, %u
  %z = fmul double %w, %a
  %q = getelementptr double, ptr %y, i32 %i
  store double %z, ptr %q
  ret void
}
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x() memory(none)
