; Nothing in the function shows whether the eight bytes are a double or an integer.
; refuse: E_TYPE_CONFLICT bits of a float
; grad: --fn f
define void @f(i64* %x, i64* %y) {
  %v = load i64, i64* %x
  store i64 %v, i64* %y
  ret void
}
