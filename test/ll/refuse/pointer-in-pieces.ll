; The halves of a pointer that are moved as two integers have no shadow beside them.
; grad: --fn f
; refuse: E_PROVENANCE
define double @f(ptr %x) {
  %a = alloca ptr
  %b = alloca ptr
  store ptr %x, ptr %a
  %s = load { i32, i32 }, ptr %a
  store { i32, i32 } %s, ptr %b
  %p = load ptr, ptr %b
  %c = load double, ptr %p
  %r = fmul double %c, %c
  ret double %r
}
