; Sixteen bytes of which eight are a double: the others may be a pointer, whose shadow must not be added to.
; refuse: E_TYPE_CONFLICT nothing shows what the others hold
; grad: --fn f
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define double @f(ptr %s, ptr %d) {
  call void @llvm.memcpy.p0.p0.i64(ptr %d, ptr %s, i64 16, i1 false)
  %v = load double, ptr %d
  ret double %v
}
