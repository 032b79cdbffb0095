; refuse: E_CONST_MEMORY @put may store an active value to memory that is reached through pointers in memory that was declared constant
; grad: --fn f --activity 1=const
%holder = type { double* }
define double @put(double %x, %holder* %to, i32 %n) {
entry:
  %field = getelementptr %holder, %holder* %to, i32 0, i32 0
  %at = load double*, double** %field
  %done = icmp eq i32 %n, 0
  br i1 %done, label %out, label %more
out:
  %v = load double, double* %at
  ret double %v
more:
  store double %x, double* %at
  %less = sub i32 %n, 1
  %r = call double @put(double %x, %holder* %to, i32 %less)
  ret double %r
}
define double @f(double %x, %holder* %scratch) {
  %r = call double @put(double %x, %holder* %scratch, i32 2)
  ret double %r
}
