; Instructions on the bits of an active float.
; refuse: E_INLINE_ASM inline assembly
; grad: --fn f
; llvm: 19 22
define double @f(double %x) {
  %b = bitcast double %x to i64
  %c = call i64 asm "shrq $$1, $0", "=r,0,~{flags}"(i64 %b)
  %d = bitcast i64 %c to double
  ret double %d
}
