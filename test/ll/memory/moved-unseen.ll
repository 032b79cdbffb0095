; A byte of memory that nobody reads as anything else is moved to where a float is read: it may be a part of one.
; grad: --fn f --wrt x
; refuse: E_TYPE_CONFLICT bytes of memory that may hold a float are moved as integers to where one is read
define double @f(ptr %x, i64 %i) {
  %t = alloca [2 x double]
  store double 1.0, ptr %t
  %from = getelementptr i8, ptr %x, i64 %i
  %to = getelementptr i8, ptr %t, i64 %i
  %byte = load i8, ptr %from
  store i8 %byte, ptr %to
  %r = load double, ptr %t
  %s = fmul double %r, %r
  ret double %s
}
