; Which lanes read this one only the run shows.
; refuse: E_GPU the lane that a shuffle reads is not constant
; grad: --fn f --activity l=const
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(float %x, i32 %l) {
  %v = call float @llvm.nvvm.shfl.sync.idx.f32(i32 -1, float %x, i32 %l, i32 31)
  %w = fmul float %v, %v
  ret float %w
}
declare float @llvm.nvvm.shfl.sync.idx.f32(i32, float, i32, i32)
