; A pointer walks through an array by way of integers; its distance from the beginning, which holds no address, is computed with.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0, double 5.0, double 7.0], [double 0.0, double 0.0, double 0.0, double 0.0], i64 4, double 1.0) = void ; 2.0 3.0 5.0 7.0 ; 6.0 4.0 14.0 10.0
define double @f(ptr %x, i64 %n) {
entry:
  %end = getelementptr double, ptr %x, i64 %n
  br label %loop
loop:
  %at = phi ptr [ %x, %entry ], [ %next, %body ]
  %sum = phi double [ 0.0, %entry ], [ %more, %body ]
  %a = ptrtoint ptr %at to i64
  %e = ptrtoint ptr %end to i64
  %is = icmp ult i64 %a, %e
  br i1 %is, label %body, label %done
body:
  %b = ptrtoint ptr %x to i64
  %distance = sub i64 %a, %b
  %other = xor i64 %distance, 8
  %there = add i64 %b, %other
  %q = inttoptr i64 %there to ptr
  %u = load double, ptr %at
  %v = load double, ptr %q
  %w = fmul double %u, %v
  %more = fadd double %sum, %w
  %c = add i64 %a, 8
  %next = inttoptr i64 %c to ptr
  br label %loop
done:
  ret double %sum
}
