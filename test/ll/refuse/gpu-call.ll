; A recursive function would hand its tape on.
; refuse: E_GPU_TAPE the call is not inlined
; grad: --fn f --activity n=const
; llvm: 22
target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
target triple = "nvptx64-nvidia-cuda"

define double @g(double %x, i32 %n) {
entry:
  %end = icmp eq i32 %n, 0
  br i1 %end, label %done, label %more
more:
  %m = sub i32 %n, 1
  %v = call double @g(double %x, i32 %m)
  %w = fmul double %v, %x
  ret double %w
done:
  ret double %x
}
define double @f(double %x, i32 %n) {
  %v = call double @g(double %x, i32 %n)
  ret double %v
}
