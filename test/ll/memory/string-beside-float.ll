; A string that is made in the same object as an active float: only its own bytes are written, and where the object holds pointers to active
; memory too, the shadow is told that the text is its own shadow.
; grad: --fn f
; count: 1 call void @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEC1EOS4_
; count: 1 ptr %s.shadow
; llvm: 19 22
declare void @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEC1EOS4_(ptr, ptr)
declare void @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEED1Ev(ptr)
define double @f(ptr %x, ptr %other) {
  %object = alloca { double, { ptr, i64, [16 x i8] }, ptr }
  %v = load double, ptr %x
  store double %v, ptr %object
  %at = getelementptr i8, ptr %object, i64 40
  store ptr %x, ptr %at
  %s = getelementptr i8, ptr %object, i64 8
  call void @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEC1EOS4_(ptr %s, ptr %other)
  call void @_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEED1Ev(ptr %s)
  %a = load double, ptr %object
  %p = load ptr, ptr %at
  %b = load double, ptr %p
  %r = fmul double %a, %b
  ret double %r
}
