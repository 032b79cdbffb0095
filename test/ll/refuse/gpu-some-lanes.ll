; Lanes that do not take part have nothing to hand back.
; refuse: E_GPU the lanes that take part in a shuffle
; grad: --fn f --activity l=const
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(float %x, i32 %l) {
  %v = call float @llvm.nvvm.shfl.sync.idx.f32(i32 65535, float %x, i32 0, i32 31)
  %w = fmul float %v, %v
  ret float %w
}
declare float @llvm.nvvm.shfl.sync.idx.f32(i32, float, i32, i32)
