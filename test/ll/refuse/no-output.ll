; A gradient of nothing would be zero.
; refuse: E_SIGNATURE nothing that @f computes is differentiated
; grad: --fn f --wrt a
define void @f(double %a, ptr %y) {
  store double %a, ptr %y
  ret void
}
