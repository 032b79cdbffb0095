; All threads of a block go the same way, whichever it is: those that call the gradient are all there to zero the shadow.
; count: 1 call void @__tsad_zero_shared()
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [32 x float] undef
define void @f(ptr %x, ptr %y, i32 %i) {
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %i
  store float %v, ptr addrspace(3) %p
  %u = load float, ptr addrspace(3) %p
  %w = fmul float %u, %u
  store float %w, ptr %y
  ret void
}
define ptx_kernel void @k(ptr %x, ptr %dx, ptr %y, ptr %dy, i32 %n) {
  %i = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %b = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %is.set = icmp sgt i32 %n, 3
  br i1 %is.set, label %set, label %rest
set:
  store float 0.0, ptr %y
  br label %rest
rest:
  %in = icmp slt i32 %b, %n
  br i1 %in, label %go, label %leave
go:
  call void (...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, ptr %y, ptr %dy, i32 %i)
  br label %leave
leave:
  ret void
}
declare void @__enzyme_autodiff(...)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
