; A constant is stored through an address made from an integer, which may be that of x[1].
; refuse: E_PROVENANCE object
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x, i64 %b) {
  %q = inttoptr i64 %b to ptr
  store double 0.0, ptr %q
  %p = getelementptr double, ptr %x, i64 1
  %v = load double, ptr %p
  %u = load double, ptr %x
  %s = fadd double %u, %v
  ret double %s
}
