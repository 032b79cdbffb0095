; A float that is copied byte by byte.
; refuse: E_TYPE_CONFLICT byte
; grad: --fn f
; llvm: 19 22
define void @f(ptr %x, ptr %y) {
entry:
  %v = load double, ptr %x
  %w = fmul double %v, 2.0
  store double %w, ptr %x
  br label %l
l:
  %i = phi i64 [0, %entry], [%n, %l]
  %a = getelementptr i8, ptr %x, i64 %i
  %b = getelementptr i8, ptr %y, i64 %i
  %c = load i8, ptr %a
  store i8 %c, ptr %b
  %n = add i64 %i, 1
  %k = icmp ult i64 %n, 8
  br i1 %k, label %l, label %e
e:
  %r = load double, ptr %y
  %s = fmul double %r, 3.0
  store double %s, ptr %y
  ret void
}
