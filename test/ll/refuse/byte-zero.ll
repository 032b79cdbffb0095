; A float that is cleared byte by byte: its adjoint would have to be cleared too.
; refuse: E_TYPE_CONFLICT byte
; grad: --fn f
; llvm: 19 22
define void @f(ptr %x) {
entry:
  %v = load double, ptr %x
  br label %l
l:
  %i = phi i64 [0, %entry], [%n, %l]
  %a = getelementptr i8, ptr %x, i64 %i
  store i8 0, ptr %a
  %n = add i64 %i, 1
  %k = icmp ult i64 %n, 8
  br i1 %k, label %l, label %e
e:
  %p = getelementptr double, ptr %x, i64 1
  store double %v, ptr %p
  ret void
}
