; Additions of many threads would get lost if they were those of one.
; refuse: E_GPU how its threads add to memory that they share is not known
; grad: --fn f
; llvm: 22
target triple = "spirv64-unknown-unknown"

define void @f(ptr %x, ptr %y) {
  %v = load float, ptr %x
  %w = fmul float %v, %v
  store float %w, ptr %y
  ret void
}
