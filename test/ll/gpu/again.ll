; Nothing is kept in a loop of which only the run shows how often it goes round: square root and quotient are computed again.
; grad: --fn f --activity n=const
; count: 0 tsad.tape
; count: 4 fdiv
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define void @f(ptr noalias %x, ptr noalias %y, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi float [ 0.0, %entry ], [ %more, %loop ]
  %p = getelementptr float, ptr %x, i64 %i
  %v = load float, ptr %p
  %r = call float @llvm.sqrt.f32(float %v)
  %q = fdiv float 1.0, %r
  %more = fadd float %sum, %q
  %next = add i64 %i, 1
  %again = icmp slt i64 %next, %n
  br i1 %again, label %loop, label %done
done:
  store float %more, ptr %y
  ret void
}
declare float @llvm.sqrt.f32(float)
