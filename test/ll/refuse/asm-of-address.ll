; Instructions that are given an address as an integer may read what is there.
; refuse: E_INLINE_ASM instructions compute
; grad: --fn f
; llvm: 19 22
define double @f(ptr %x) {
  %a = ptrtoint ptr %x to i64
  %c = call i64 asm sideeffect "movq ($1), $0", "=r,r,~{flags}"(i64 %a)
  %d = bitcast i64 %c to double
  ret double %d
}
