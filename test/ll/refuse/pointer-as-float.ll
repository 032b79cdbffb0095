; A pointer that is moved as a number has no shadow beside it.
; grad: --fn f
; refuse: E_TYPE_CONFLICT a pointer may be moved as a float
define double @f(ptr %x) {
  %a = alloca ptr
  %b = alloca ptr
  store ptr %x, ptr %a
  %s = load double, ptr %a
  store double %s, ptr %b
  %p = load ptr, ptr %b
  %c = load double, ptr %p
  %r = fmul double %c, %c
  ret double %r
}
