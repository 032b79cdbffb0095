; An integer overwrites the first or the second half of a float.
; llvm: 19 22
; grad: --fn f
; refuse: E_TYPE_CONFLICT an integer overwrites a part of what may be a float
define double @f(double %x, i64 %i) {
  %a = alloca [8 x i8], align 8
  %q = fmul double %x, %x
  store double %q, ptr %a
  %h = and i64 %i, 1
  %p = getelementptr i32, ptr %a, i64 %h
  store i32 0, ptr %p
  %d = load double, ptr %a
  ret double %d
}
