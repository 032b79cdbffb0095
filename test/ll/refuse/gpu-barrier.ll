; Who else waits at a barrier for some of the threads is not known: they may be elsewhere, and write.
; refuse: E_GPU who waits at @llvm.nvvm.barrier.cta.sync.aligned.count is not seen in the function
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(ptr %x) {
  %v = load float, ptr %x
  %w = fmul float %v, %v
  store float %w, ptr %x
  call void @llvm.nvvm.barrier.cta.sync.aligned.count(i32 1, i32 64)
  %u = load float, ptr %x
  ret float %u
}
declare void @llvm.nvvm.barrier.cta.sync.aligned.count(i32, i32)
