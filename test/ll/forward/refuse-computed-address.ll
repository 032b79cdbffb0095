; An address that comes out of a multiplication has no shadow that is known.
; fwd: --fn f --wrt x
; refuse: E_ACTIVE_INT an integer from active memory is computed with
define double @f(ptr %x, i64 %n) {
  %a = alloca [4 x i64]
  %pa = getelementptr i64, ptr %a, i64 %n
  store ptr %x, ptr %pa
  %u = load i64, ptr %pa
  %v = mul i64 %u, 2
  %w = sub i64 %v, %u
  store i64 %w, ptr %pa
  %p = load ptr, ptr %pa
  %y = load double, ptr %p
  ret double %y
}
