; What a compiler makes of a copy of constants: a store of an integer with the bits of the float 4.0.
; llvm: 19 22
; grad: --fn f
; run: f_grad([float 3.0], [float 0.0], float 2.0, float 1.0) = 7.0 ; 4.0 ; 2.0

define float @f(ptr %x, float %a) {
  %u = load float, ptr %x, align 4
  store i32 1082130432, ptr %x, align 4
  %v = load float, ptr %x, align 4
  %s = fadd float %u, %v
  %r = fmul float %s, %a
  ret float %r
}
