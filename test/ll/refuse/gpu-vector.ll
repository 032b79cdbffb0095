; The sum over the block has one number.
; refuse: E_ABI a parameter of @k is a <2 x float>, whose derivative has several numbers
; grad: --fn k --kernel
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @k(<2 x float> %x, ptr %y) {
  %v = fmul <2 x float> %x, %x
  store <2 x float> %v, ptr %y
  ret void
}
