; Threads wait for each other, in the reverse they would have to as well.
; refuse: E_GPU @llvm.nvvm.barrier0 is about what other threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(ptr %x) {
  %v = load float, ptr %x
  %w = fmul float %v, %v
  store float %w, ptr %x
  call void @llvm.nvvm.barrier0()
  %u = load float, ptr %x
  ret float %u
}
declare void @llvm.nvvm.barrier0()
