; A pointer to active memory goes to memory as an integer that was computed with: its shadow cannot follow.
; refuse: E_TYPE_CONFLICT stored as an integer
; grad: --fn f
; llvm: 19 22
define double @f(ptr %s, i1 %c) {
  %other = getelementptr ptr, ptr %s, i64 1
  %i = load i64, ptr %s
  %j = load i64, ptr %other
  %m = xor i64 %i, %j
  %k = xor i64 %m, %j
  %d = alloca [2 x ptr]
  %e = getelementptr ptr, ptr %d, i64 1
  store i64 %k, ptr %e
  %w = zext i1 %c to i64
  %q = getelementptr ptr, ptr %d, i64 %w
  %p = load ptr, ptr %q
  %v = load double, ptr %p
  ret double %v
}
