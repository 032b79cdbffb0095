; One function stores floats where another one stores integers: neither sees what the other does.
; llvm: 19 22
; grad: --fn f
; refuse: E_TYPE_CONFLICT accessed as double in one function and as i64 in another
define internal void @setd(ptr %p, double %x, i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %now, label %later
later:
  %m = sub i32 %n, 1
  call void @setd(ptr %p, double %x, i32 %m)
  ret void
now:
  store double %x, ptr %p
  ret void
}
define internal void @clear(ptr %p, i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %now, label %later
later:
  %m = sub i32 %n, 1
  call void @clear(ptr %p, i32 %m)
  ret void
now:
  store i64 0, ptr %p
  ret void
}
define internal double @getd(ptr %p, i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %now, label %later
later:
  %m = sub i32 %n, 1
  %r = call double @getd(ptr %p, i32 %m)
  ret double %r
now:
  %d = load double, ptr %p
  ret double %d
}
define double @f(double %x, i32 %n) {
  %a = alloca [8 x i8], align 8
  call void @setd(ptr %a, double %x, i32 %n)
  %s = call double @getd(ptr %a, i32 %n)
  call void @clear(ptr %a, i32 %n)
  %d = call double @getd(ptr %a, i32 %n)
  %r = fadd double %s, %d
  ret double %r
}
