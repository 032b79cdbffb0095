; What is behind the fence may depend on what other threads did before theirs.
; refuse: E_GPU an atomic or volatile operation orders what threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(ptr %x) {
  %v = load float, ptr %x
  fence acq_rel
  %u = load float, ptr %x
  %w = fmul float %u, %v
  ret float %w
}
