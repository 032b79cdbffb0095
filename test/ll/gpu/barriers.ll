; The reverse waits where the forward sweep did, and once more at its end. The block's shadow is zeroed by all threads between two barriers.
; grad: --fn f
; count: 5 call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32
; count: 1 call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 %
; count: 1 call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 false)
; count: 1 fence syncscope("block") release
; count: 1 fence syncscope("block") acquire
; count: 1 @tile.tsad.shadow = internal addrspace(3) global [32 x float] undef
; count: 1 call void @__tsad_zero_shared()
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [32 x float] undef
define float @f(ptr %x, i32 %i, i32 %j) {
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %i
  store float %v, ptr addrspace(3) %p
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 1)
  %o = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %j
  %u = load float, ptr addrspace(3) %o
  %w = fmul float %u, %u
  %is = fcmp ogt float %w, 1.0
  %many = call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 %is)
  fence syncscope("block") release
  %m = sitofp i32 %many to float
  %r = fmul float %w, %m
  ret float %r
}
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32, i1)
