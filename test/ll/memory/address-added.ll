; An integer that may be an address, or a count at its place: numbers are added to the shadow of it, too.
; grad: --fn f --wrt x
; run: f_grad([double 3.0, double 0.5, double 2.0], [double 0.0, double 0.0, double 0.0], i64 1, double 1.0) = ; 3.0 0.5 2.0 ; 0.0 0.5 1.0
; fwd: --fn f --wrt x
; run: f_fwd([double 3.0, double 0.5, double 2.0], [double 100.0, double 10.0, double 1.0], i64 1) = 6.0 ; 3.0 0.5 2.0 ; 100.0 10.0 1.0
; fwd: --fn walk --wrt x
; run: walk_fwd([double 3.0, double 0.5, double 2.0], [double 100.0, double 10.0, double 1.0], i64 2) = 4.0 ; 3.0 0.5 2.0 ; 100.0 10.0 1.0
; grad: --fn count --wrt x
; fwd: --fn count --wrt x
; run: count_fwd([double 3.0, double 0.5], [double 1.0, double 10.0], i64 1) = 2.0 ; 3.0 0.5 ; 1.0 10.0
; run: count_grad([double 3.0, double 0.5], [double 0.0, double 0.0], i64 1, double 1.0) = ; 3.0 0.5 ; 2.0 0.0
define double @f(ptr %x, i64 %n) {
  %a = alloca [4 x i64]
  %b = alloca [4 x i64]
  %pa = getelementptr i64, ptr %a, i64 %n
  store ptr %x, ptr %pa
  %u = load i64, ptr %pa
  %v = add i64 %u, 8
  %pb = getelementptr i64, ptr %b, i64 %n
  store i64 %v, ptr %pb
  %p = load ptr, ptr %pb
  %y = load double, ptr %p
  %w = load i64, ptr %pb
  %eight = shl i64 %n, 3
  %more = add i64 %eight, %w
  %less = sub i64 %more, 0
  %pc = getelementptr i64, ptr %pb, i64 1
  store i64 %less, ptr %pc
  %q = load ptr, ptr %pc
  %z = load double, ptr %q
  %half = fmul double %z, 0.5
  %ysq = fmul double %y, %half
  %r = fadd double %ysq, %half
  %again = fmul double %z, 0.25
  %s = fadd double %r, %again
  %rest = fmul double %y, -0.5
  %t = fadd double %s, %rest
  ret double %t
}
define double @count(ptr %x, i64 %n) {
  %a = alloca [4 x i64]
  %pa = getelementptr i64, ptr %a, i64 %n
  store ptr %x, ptr %pa
  %p = load ptr, ptr %pa
  %y = load double, ptr %p
  store i64 %n, ptr %pa
  %u = load i64, ptr %pa
  %v = add i64 %u, 1
  store i64 %v, ptr %pa
  %c = load i64, ptr %pa
  %k = uitofp i64 %c to double
  %r = fmul double %y, %k
  ret double %r
}
define double @walk(ptr %x, i64 %n) {
entry:
  %a = alloca [4 x i64]
  %b = alloca [4 x i64]
  %pa = getelementptr i64, ptr %a, i64 %n
  store ptr %x, ptr %pa
  %u = load i64, ptr %pa
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %v = phi i64 [ %u, %entry ], [ %w, %loop ]
  %w = add i64 %v, 8
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %end
end:
  %pb = getelementptr i64, ptr %b, i64 %n
  store i64 %w, ptr %pb
  %p = load ptr, ptr %pb
  %y = load double, ptr %p
  %r = fmul double %y, %y
  ret double %r
}
