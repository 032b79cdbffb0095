; All threads of the device share the variable: nobody could clear its shadow between two launches.
; refuse: E_GPU all threads share the variable @table
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@table = addrspace(1) global [32 x float] zeroinitializer
define float @f(ptr %x, i32 %i) {
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(1) @table, i32 0, i32 %i
  store float %v, ptr addrspace(1) %p
  %u = load float, ptr addrspace(1) %p
  ret float %u
}
