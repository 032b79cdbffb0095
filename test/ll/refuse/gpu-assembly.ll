; A barrier in assembly has no arguments, so that nothing shows that it has a part in the derivative.
; refuse: E_GPU what is called here may be about what other threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define float @f(ptr %x) {
  %v = load float, ptr %x
  %w = fmul float %v, %v
  store float %w, ptr %x
  call void asm sideeffect "bar.sync 0;", "~{memory}"()
  %u = load float, ptr %x
  ret float %u
}
