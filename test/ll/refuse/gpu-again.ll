; A thread that has done enough rounds would not zero its part of the shadow in the next.
; refuse: E_GPU some threads of a block may leave before this call, in which all zero the shadows of their memory together
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
define ptx_kernel void @k(ptr %x, ptr %dx, ptr %y, ptr %dy) {
  %i = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  br label %loop
loop:
  %k = phi i32 [ %i, %0 ], [ %less, %loop ]
  call void (...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, ptr %y, ptr %dy, i32 %i)
  %less = sub i32 %k, 1
  %more = icmp sgt i32 %less, 0
  br i1 %more, label %loop, label %leave
leave:
  ret void
}
declare void @__enzyme_autodiff(...)
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
