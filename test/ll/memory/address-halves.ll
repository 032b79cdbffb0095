; An address that is stored in two halves and loaded as a whole is put together where nothing follows it.
; grad: --fn f --wrt x
; refuse: E_PROVENANCE cannot tell which object
define double @f(ptr %x) {
  %w = alloca [2 x i32], align 8
  %next = getelementptr double, ptr %x, i64 1
  %k = ptrtoint ptr %next to i64
  %low = trunc i64 %k to i32
  %shifted = lshr i64 %k, 32
  %high = trunc i64 %shifted to i32
  store i32 %low, ptr %w
  %behind = getelementptr i32, ptr %w, i64 1
  store i32 %high, ptr %behind
  %p = load ptr, ptr %w
  %y = load double, ptr %p
  %z = load double, ptr %x
  %r = fmul double %y, %z
  ret double %r
}
