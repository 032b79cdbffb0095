; refuse: E_CONST_MEMORY @put may store an active value to memory that was declared constant
; grad: --fn f --activity 1=const
define double @get(double* %from, i32 %n) {
entry:
  %done = icmp eq i32 %n, 0
  br i1 %done, label %out, label %more
out:
  %v = load double, double* %from
  ret double %v
more:
  %less = sub i32 %n, 1
  %r = call double @get(double* %from, i32 %less)
  ret double %r
}
define void @put(double %x, double* %to, i32 %n) {
entry:
  %done = icmp eq i32 %n, 0
  br i1 %done, label %out, label %more
out:
  store double %x, double* %to
  ret void
more:
  %less = sub i32 %n, 1
  call void @put(double %x, double* %to, i32 %less)
  ret void
}
define double @f(double %x, double* %scratch) {
  call void @put(double %x, double* %scratch, i32 2)
  %v = call double @get(double* %scratch, i32 2)
  %r = fmul double %v, %v
  ret double %r
}
