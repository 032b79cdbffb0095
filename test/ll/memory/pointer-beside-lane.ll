; A lane of a constant is kept beside a pointer to active memory, and is none itself.
; grad: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], i64 1, double 1.0) = void ; 2.0 3.0 ; 0.0 12.0
define double @f(ptr %x, i64 %n) {
  %views = alloca [2 x { ptr, i64, i64 }]
  %view = getelementptr [2 x { ptr, i64, i64 }], ptr %views, i64 0, i64 %n
  store ptr %x, ptr %view
  %least = extractelement <2 x i64> <i64 0, i64 1>, i32 1
  %kept = getelementptr i8, ptr %view, i64 16
  store i64 %least, ptr %kept
  %p = load ptr, ptr %view
  %i = load i64, ptr %kept
  %q = getelementptr double, ptr %p, i64 %i
  %v = load double, ptr %q
  %w = fmul double %v, %v
  %r = fmul double %w, 2.0
  ret double %r
}
