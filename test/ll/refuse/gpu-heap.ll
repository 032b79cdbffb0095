; There is no calloc, and no memory to speak of.
; refuse: E_GPU threads have no memory for the shadow of what they allocate
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define double @f(double %x) {
  %p = call ptr @malloc(i64 8)
  store double %x, ptr %p
  call void @use(ptr %p)
  %v = load double, ptr %p
  ret double %v
}
define void @use(ptr %p) noinline {
  %v = load double, ptr %p
  %w = fmul double %v, %v
  store double %w, ptr %p
  ret void
}
declare ptr @malloc(i64)
