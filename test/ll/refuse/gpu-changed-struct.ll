; Each thread has a copy of the struct, but there is one shadow: what a thread changes in its copy is no other thread's affair.
; refuse: E_GPU what %s points to is changed, of which all threads share the shadow
; grad: --fn k --kernel
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @k(ptr noundef byval({ ptr, double }) %s, ptr %y) {
  %i = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %x = load ptr, ptr %s
  %p = getelementptr double, ptr %x, i32 %i
  store ptr %p, ptr %s
  %own = load ptr, ptr %s
  %v = load double, ptr %own
  %q = getelementptr double, ptr %y, i32 %i
  store double %v, ptr %q
  ret void
}
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x() memory(none)
