; A function that is only declared may wait for other threads, without arguments.
; refuse: E_GPU @wait_for_all may be about what other threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

declare void @wait_for_all()
define float @f(ptr %x) {
  %v = load float, ptr %x
  call void @wait_for_all()
  %w = fmul float %v, %v
  ret float %w
}
