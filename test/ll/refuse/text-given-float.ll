; An active float is stored where a string has its characters, which have no shadow.
; refuse: E_PROVENANCE cannot tell which object
; grad: --fn f
; llvm: 19 22
declare ptr @_ZNKSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE7_M_dataEv(ptr)
define double @f(double %x, ptr %s) {
  %p = call ptr @_ZNKSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE7_M_dataEv(ptr %s)
  store double %x, ptr %p
  %r = load double, ptr %p
  ret double %r
}
