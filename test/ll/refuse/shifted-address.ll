; An address that is divided and multiplied again, and kept as an integer, is one of which nothing is known.
; refuse: E_PROVENANCE which object
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x, i64 %n) {
  %room = alloca i64
  %a = ptrtoint ptr %x to i64
  %up = add i64 %a, 7
  %few = lshr i64 %up, 3
  %back = shl i64 %few, 3
  store i64 %back, ptr %room
  %at = getelementptr i8, ptr %room, i64 %n
  %p = load ptr, ptr %at
  %v = load double, ptr %p
  %s = fmul double %v, %v
  ret double %s
}
