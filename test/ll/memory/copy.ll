; memcpy moves the adjoint of the target to the source; what was in the target has none.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 1.0, double 2.0], [double 0.5, double 0.0], [double 7.0, double 8.0], [double 10.0, double 20.0]) = void ; 1.0 2.0 ; 10.5 40.0 ; 1.0 4.0 ; 0.0 0.0

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

define void @f(ptr %x, ptr %y) {
  call void @llvm.memcpy.p0.p0.i64(ptr %y, ptr %x, i64 16, i1 false)
  %p = getelementptr double, ptr %y, i64 1
  %v = load double, ptr %p, align 8
  %w = fmul double %v, 2.0
  store double %w, ptr %p, align 8
  ret void
}
