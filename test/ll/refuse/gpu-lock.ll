; Behind a lock each thread changes the same number after another, and the reverse would have no lock.
; refuse: E_GPU an atomic or volatile operation orders what threads do
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@lock = internal global i32 0
define void @f(ptr %x, ptr %y) {
entry:
  br label %wait
wait:
  %old = atomicrmw xchg ptr @lock, i32 1 seq_cst
  %taken = icmp eq i32 %old, 0
  br i1 %taken, label %work, label %wait
work:
  %v = load float, ptr %x
  %u = load float, ptr %y
  %w = fmul float %u, %v
  store float %w, ptr %y
  %free = atomicrmw xchg ptr @lock, i32 0 seq_cst
  ret void
}
