; A function returns the bits of a float that it finds in memory as an integer.
; llvm: 19 22
; grad: --fn f
; refuse: E_TYPE_CONFLICT bytes of active memory are accessed as double and as i64
define internal i64 @geti(ptr %p, i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %now, label %later
later:
  %m = sub i32 %n, 1
  %r = call i64 @geti(ptr %p, i32 %m)
  ret i64 %r
now:
  %k = load i64, ptr %p
  ret i64 %k
}
define double @f(double %x, i32 %n) {
  %a = alloca double
  %q = fmul double %x, %x
  store double %q, ptr %a
  %k = call i64 @geti(ptr %a, i32 %n)
  %d = bitcast i64 %k to double
  ret double %d
}
