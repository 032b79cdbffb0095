; A struct passed by value in memory, of a type of which the size is not known.
; refuse: E_ABI passes a struct
; grad: --fn f
; llvm: 19 22
define double @g(ptr byval(target("spirv.Unknown")) align 32 %p) {
  %a = load double, ptr %p, align 32
  ret double %a
}
define double @f(ptr %x) {
  %r = call double @g(ptr byval(target("spirv.Unknown")) align 32 %x)
  ret double %r
}
