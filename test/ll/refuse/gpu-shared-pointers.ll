; A pointer that another thread left there, with a shadow of its own.
; refuse: E_GPU @cells holds pointers that all threads share
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@cells = internal addrspace(3) global [32 x ptr] undef
define float @f(ptr %x, i32 %i, i32 %j) {
  %p = getelementptr [32 x ptr], ptr addrspace(3) @cells, i32 0, i32 %i
  store ptr %x, ptr addrspace(3) %p
  call void @llvm.nvvm.barrier0()
  %o = getelementptr [32 x ptr], ptr addrspace(3) @cells, i32 0, i32 %j
  %q = load ptr, ptr addrspace(3) %o
  %u = load float, ptr %q
  ret float %u
}
declare void @llvm.nvvm.barrier0()
