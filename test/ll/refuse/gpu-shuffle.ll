; Lanes hand each other numbers, whose adjoints would have to go back.
; refuse: E_GPU @llvm.nvvm.shfl.sync.down.f32 is about what other threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

declare float @llvm.nvvm.shfl.sync.down.f32(i32, float, i32, i32)
define float @f(float %x) {
  %v = call float @llvm.nvvm.shfl.sync.down.f32(i32 -1, float %x, i32 1, i32 31)
  %w = fmul float %v, %x
  ret float %w
}
