; A shuffle that also tells whether there was a lane.
; refuse: E_GPU @llvm.nvvm.shfl.sync.down.f32p is about what other threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(float %x) {
  %v = call { float, i1 } @llvm.nvvm.shfl.sync.down.f32p(i32 -1, float %x, i32 1, i32 31)
  %u = extractvalue { float, i1 } %v, 0
  %w = fmul float %u, %u
  ret float %w
}
declare { float, i1 } @llvm.nvvm.shfl.sync.down.f32p(i32, float, i32, i32)
