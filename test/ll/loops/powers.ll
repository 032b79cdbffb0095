; Integers that a loop halves, doubles or shifts follow from the number of the iteration. Negative ones are rounded as a division does it,
; and what was shifted out stays zero.
; grad: --fn halves
; run: halves_grad(double 0.25, i32 13, double 1.0) = 23.0
; grad: --fn negative
; run: negative_grad(double 0.25, i32 -13, i32 6, double 1.0) = -23.0
; grad: --fn doubles
; run: doubles_grad(double 0.5, i8 3, i32 12, double 1.0) = -4.0
; grad: --fn signs
; run: signs_grad(double 0.5, i8 -77, i32 11, double 1.0) = 242.0
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
define double @negative(double %x, i32 %n, i32 %m) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  %h = phi i32 [ %n, %entry ], [ %half, %loop ]
  %v = phi double [ 1.0, %entry ], [ %w, %loop ]
  %f = sitofp i32 %h to double
  %p = fmul double %f, %x
  %w = fadd double %v, %p
  %half = sdiv i32 %h, 2
  %j = add i32 %i, 1
  %more = icmp ult i32 %j, %m
  br i1 %more, label %loop, label %done
done:
  ret double %w
}
define double @doubles(double %x, i8 %n, i32 %m) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  %h = phi i8 [ %n, %entry ], [ %twice, %loop ]
  %g = phi i8 [ %n, %entry ], [ %fourth, %loop ]
  %v = phi double [ 1.0, %entry ], [ %w, %loop ]
  %f = sitofp i8 %h to double
  %e = sitofp i8 %g to double
  %s = fadd double %f, %e
  %p = fmul double %s, %x
  %w = fadd double %v, %p
  %twice = add i8 %h, %h
  %fourth = mul i8 %g, 4
  %j = add i32 %i, 1
  %more = icmp ult i32 %j, %m
  br i1 %more, label %loop, label %done
done:
  ret double %w
}
define double @signs(double %x, i8 %n, i32 %m) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  %h = phi i8 [ %n, %entry ], [ %less, %loop ]
  %g = phi i8 [ %n, %entry ], [ %part, %loop ]
  %v = phi double [ 1.0, %entry ], [ %w, %loop ]
  %f = sitofp i8 %h to double
  %e = uitofp i8 %g to double
  %s = fadd double %f, %e
  %p = fmul double %s, %x
  %w = fadd double %v, %p
  %less = ashr i8 %h, 2
  %part = udiv i8 %g, 2
  %j = add i32 %i, 1
  %more = icmp ult i32 %j, %m
  br i1 %more, label %loop, label %done
done:
  ret double %w
}
