; A pointer that may or may not have a shadow: compared at run time.
; llvm: 19 22
; grad: --fn f --activity 0=dup,1=const
; run: f_grad([double 2.0], [double 0.0], [double 5.0], i1 true, double 1.0) = void ; 2.0 ; 4.0 ; 5.0
; run: f_grad([double 2.0], [double 0.0], [double 5.0], i1 false, double 1.0) = void ; 2.0 ; 0.0 ; 5.0

define double @f(ptr %x, ptr %c, i1 %which) {
  %p = select i1 %which, ptr %x, ptr %c
  %v = load double, ptr %p, align 8
  %r = fmul double %v, %v
  ret double %r
}
