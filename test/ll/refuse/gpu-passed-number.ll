; Threads leave by a number that they are given: their reverse would not wait for that of the others.
; refuse: E_GPU what may differ from thread to thread is passed here, and decides which threads come to a barrier
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [32 x float] undef
define void @f(ptr %x, ptr %y, i32 %i, i32 %n) {
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %i
  store float %v, ptr addrspace(3) %p
  %in = icmp slt i32 %i, %n
  br i1 %in, label %go, label %leave
go:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %u = load float, ptr addrspace(3) @tile
  %w = fmul float %u, %u
  store float %w, ptr %y
  br label %leave
leave:
  ret void
}
define ptx_kernel void @k(ptr %x, ptr %dx, ptr %y, ptr %dy, i32 %n) {
  %i = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  call void (...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, ptr %y, ptr %dy, i32 %i, i32 %n)
  ret void
}
declare void @__enzyme_autodiff(...)
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x() memory(none)
