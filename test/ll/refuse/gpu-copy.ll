; A copy of which the length is not known would be added up number by number, and not atomically.
; refuse: E_GPU a copy of active memory that other threads may copy, too
; grad: --fn f --activity n=const
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(ptr %x, ptr %y, i64 %n) {
  call void @llvm.memcpy.p0.p0.i64(ptr %y, ptr %x, i64 %n, i1 false)
  %v = load float, ptr %x
  %u = load float, ptr %y
  %w = fmul float %u, %v
  ret float %w
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
