; The bytes of an active float are appended to a string as text: no adjoint follows them.
; refuse: E_TYPE_CONFLICT taken for text
; grad: --fn f
; llvm: 19 22
declare ptr @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_appendEPKcm(ptr, ptr, i64)
define double @f(ptr %x, ptr %s) {
  %a = load double, ptr %x
  %r = call ptr @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_appendEPKcm(ptr %s, ptr %x, i64 8)
  ret double %a
}
