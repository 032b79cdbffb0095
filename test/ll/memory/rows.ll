; Pointers in local memory: an array of rows, each with its own shadow.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], [double 5.0, double 7.0], [double 0.0, double 0.0], i64 0, double 1.0) = void ; 2.0 3.0 ; 3.0 2.0 ; 5.0 7.0 ; 0.0 0.0
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], [double 5.0, double 7.0], [double 0.0, double 0.0], i64 1, double 1.0) = void ; 2.0 3.0 ; 0.0 0.0 ; 5.0 7.0 ; 7.0 5.0

define double @f(ptr %a, ptr %b, i64 %k) {
  %rows = alloca [2 x ptr], align 16
  store ptr %a, ptr %rows, align 8
  %second = getelementptr [2 x ptr], ptr %rows, i64 0, i64 1
  store ptr %b, ptr %second, align 8
  %chosen = getelementptr [2 x ptr], ptr %rows, i64 0, i64 %k
  %row = load ptr, ptr %chosen, align 8
  %u = load double, ptr %row, align 8
  %q = getelementptr double, ptr %row, i64 1
  %v = load double, ptr %q, align 8
  %r = fmul double %u, %v
  ret double %r
}
