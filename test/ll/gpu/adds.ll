; What other threads may add to, too, is added to atomically; what is the thread's own is not.
; grad: --fn f --activity n=const
; count: 2 atomicrmw fadd
; count: 0 malloc
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define void @f(ptr noalias %x, ptr noalias %y, i32 %n) {
  %own = alloca [4 x float]
  %i = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %p = getelementptr float, ptr %x, i32 %i
  %v = load float, ptr %p
  %k = and i32 %n, 3
  %o = getelementptr [4 x float], ptr %own, i32 0, i32 %k
  store float %v, ptr %o
  %l = getelementptr [4 x float], ptr %own, i32 0, i32 %n
  %u = load float, ptr %l
  %w = load float, ptr %x
  %z = fmul float %u, %w
  %q = getelementptr float, ptr %y, i32 %i
  store float %z, ptr %q
  ret void
}
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
