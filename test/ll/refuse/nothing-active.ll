; A slice that the compiler passes as two integers: there is nothing that a gradient could be by.
; refuse: E_SIGNATURE no parameter of @f is active
; grad: --fn f
define void @f({ i64, i64 } %x) {
  ret void
}
