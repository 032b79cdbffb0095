; A constant is stored through an address made from an integer, which is that of x[1].
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], double 1.0) = void ; 2.0 0.0 ; 1.0 0.0
define double @f(ptr %x) {
  %a = ptrtoint ptr %x to i64
  %b = add i64 %a, 8
  %q = inttoptr i64 %b to ptr
  store double 0.0, ptr %q
  %p = getelementptr double, ptr %x, i64 1
  %v = load double, ptr %p
  %u = load double, ptr %x
  %s = fadd double %u, %v
  ret double %s
}
