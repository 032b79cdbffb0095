; Nothing says what the bytes are.
; refuse: E_TYPE_CONFLICT nothing shows
; grad: --fn f
declare void @llvm.memcpy.p0i8.p0i8.i64(i8*, i8*, i64, i1)
define void @f(i8* %x, i8* %y) {
  call void @llvm.memcpy.p0i8.p0i8.i64(i8* %y, i8* %x, i64 16, i1 false)
  ret void
}
