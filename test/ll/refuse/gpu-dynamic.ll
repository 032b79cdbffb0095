; How many bytes of the array are there is said by the launch.
; refuse: E_GPU how large @tile is, which carries derivatives, is only known to the launch
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = external addrspace(3) global [0 x float]
define float @f(ptr %x, i32 %i) {
  %v = load float, ptr %x
  %p = getelementptr float, ptr addrspace(3) @tile, i32 %i
  store float %v, ptr addrspace(3) %p
  %u = load float, ptr addrspace(3) %p
  ret float %u
}
