; The bits of a float are given to a function that stores them as an integer: no adjoint can follow.
; llvm: 19 22
; grad: --fn f
; refuse: E_ACTIVE_INT its bits are given to @seti
define internal void @seti(ptr %p, i64 %k, i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %now, label %later
later:
  %m = sub i32 %n, 1
  call void @seti(ptr %p, i64 %k, i32 %m)
  ret void
now:
  store i64 %k, ptr %p
  ret void
}
define double @f(double %x, i32 %n) {
  %a = alloca double
  %q = fmul double %x, %x
  %k = bitcast double %q to i64
  call void @seti(ptr %a, i64 %k, i32 %n)
  %d = load double, ptr %a
  ret double %d
}
