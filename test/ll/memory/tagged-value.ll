; A pointer or a number in one value, and beside it which of them it is: on the way where it is loaded from, it is the pointer.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 3.0], [double 0.0], i64 1, double 1.0) = ; 3.0 ; 6.0
; run: f_grad([double 3.0], [double 0.0], i64 -5, double 1.0) = ; 3.0 ; 0.0
define double @f(ptr %x, i64 %n) {
entry:
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %good, label %bad

good:
  br label %join

bad:
  %number = inttoptr i64 %n to ptr
  br label %join

join:
  %value = phi ptr [ %x, %good ], [ %number, %bad ]
  %tag = phi i64 [ 0, %good ], [ 1, %bad ]
  %is.bad = icmp ne i64 %tag, 0
  br i1 %is.bad, label %error, label %use

use:
  %v = load double, ptr %value
  %r = fmul double %v, %v
  ret double %r

error:
  ret double 0.0
}
