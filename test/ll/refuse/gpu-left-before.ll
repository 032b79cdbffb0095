; A machine lets threads leave before a barrier. Of what they have written to memory of the block the others would add to the shadow too late.
; refuse: E_GPU some threads of the block may leave before they come to this barrier
; grad: --fn f
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [32 x float] undef
define void @f(ptr %x, ptr %y, i32 %n) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %v = load float, ptr %x
  %p = getelementptr [32 x float], ptr addrspace(3) @tile, i32 0, i32 %t
  store float %v, ptr addrspace(3) %p
  %out = icmp sge i32 %t, %n
  br i1 %out, label %note, label %rest
note:
  br label %rest
rest:
  %leaves = phi i1 [ true, %note ], [ false, %0 ]
  br i1 %leaves, label %leave, label %go
go:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %u = load float, ptr addrspace(3) @tile
  %w = fmul float %u, %u
  %q = getelementptr float, ptr %y, i32 %t
  store float %w, ptr %q
  br label %leave
leave:
  ret void
}
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x() memory(none)
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
