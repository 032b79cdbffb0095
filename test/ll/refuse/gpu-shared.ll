; Threads of a block share the variable; each would clear its shadow.
; refuse: E_GPU all threads share the variable @tile
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [32 x float] undef
define float @f(ptr %x, i32 %i) {
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %i
  store float %v, ptr addrspace(3) %p
  %u = load float, ptr addrspace(3) %p
  ret float %u
}
