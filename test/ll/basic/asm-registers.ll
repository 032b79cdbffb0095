; Instructions that work on integers in registers only have no part in a derivative.
; grad: --fn f
; fwd: --fn f
; llvm: 19 22
; run: f_grad([double 3.0], [double 0.0], double 1.0) = void ; 3.0 ; 6.0
; run: f_fwd([double 3.0], [double 1.0]) = 6.0 ; 3.0 ; 1.0
define double @f(ptr %x) {
  %two = call { i32, i32 } asm sideeffect "movl $$0, $0; movl $$1, $1", "=r,=r,~{flags}"()
  %i = extractvalue { i32, i32 } %two, 0
  %p = getelementptr double, ptr %x, i32 %i
  %d = load double, ptr %p
  %s = fmul double %d, %d
  ret double %s
}
