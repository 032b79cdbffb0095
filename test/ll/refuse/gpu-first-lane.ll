; It reads no memory, and yet gives what another lane has.
; refuse: E_GPU @llvm.amdgcn.readfirstlane is about what other threads do
; grad: --fn f --activity n=const
; llvm: 22
target datalayout = "e-p:64:64-p1:64:64-p2:32:32-p3:32:32-p4:64:64-p5:32:32-p6:32:32-i64:64-A5-G1"
target triple = "amdgcn-amd-amdhsa"

declare i32 @llvm.amdgcn.readfirstlane(i32) memory(none) convergent
define float @f(float %x, i32 %n) {
  %m = call i32 @llvm.amdgcn.readfirstlane(i32 %n)
  %i = sitofp i32 %m to float
  %w = fmul float %i, %x
  ret float %w
}
