; What is shifted in each iteration is not on the tape.
; grad: --fn halves
; count: 0 @__tsad_tape
; run: halves_grad(double 0.25, i32 13, double 1.0) = 23.0
define double @halves(double %x, i32 %n) {
entry:
  br label %loop
loop:
  %h = phi i32 [ %n, %entry ], [ %half, %loop ]
  %v = phi double [ 1.0, %entry ], [ %w, %loop ]
  %f = sitofp i32 %h to double
  %p = fmul double %f, %x
  %w = fadd double %v, %p
  %half = lshr i32 %h, 1
  %more = icmp ugt i32 %half, 0
  br i1 %more, label %loop, label %done
done:
  ret double %w
}
