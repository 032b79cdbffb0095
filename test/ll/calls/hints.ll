; Hints of what memory holds go with the calls of the grammar: they have no definition to link with.
; llvm: 19 22
; grad:
; run: dg([double 3.0], [double 0.0]) = 9.0 ; 3.0 ; 6.0
declare double @__enzyme_autodiff(ptr, ...)
declare void @__enzyme_float(ptr, i64)
declare void @__tsad_ptr_size_hint(ptr, i64)
define double @g(ptr %x) {
  call void @__enzyme_float(ptr %x, i64 8)
  call void @__tsad_ptr_size_hint(ptr %x, i64 8)
  %v = load double, ptr %x
  %r = fmul double %v, %v
  ret double %r
}
define double @dg(ptr %x, ptr %d) {
  call void @__enzyme_float(ptr %d, i64 8)
  %t = call double (ptr, ...) @__enzyme_autodiff(ptr @g, ptr %x, ptr %d)
  %r = call double @g(ptr %x)
  ret double %r
}
