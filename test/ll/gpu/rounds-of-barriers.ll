; How many rounds there are is the same for all threads, whatever each of them does in a round; a fence nobody waits at.
; grad: --fn f
; count: 2 fence syncscope("block") release
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [32 x float] undef
define void @f(ptr noalias %x, ptr noalias %y) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %t
  store float %v, ptr addrspace(3) %p
  br label %loop
loop:
  %k = phi i32 [ 0, %entry ], [ %k1, %next ]
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %in = icmp slt i32 %t, %k
  br i1 %in, label %go, label %next
go:
  %u = load float, ptr addrspace(3) %p
  %w = fadd float %u, %v
  store float %w, ptr addrspace(3) %p
  call void @llvm.nvvm.membar.cta()
  fence syncscope("block") release
  fence syncscope("block") acquire
  br label %next
next:
  %k1 = add i32 %k, 1
  %more = icmp slt i32 %k1, 4
  br i1 %more, label %loop, label %done
done:
  %r = load float, ptr addrspace(3) %p
  %q = getelementptr float, ptr %y, i32 %t
  store float %r, ptr %q
  ret void
}
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x() memory(none)
declare void @llvm.nvvm.membar.cta()
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
