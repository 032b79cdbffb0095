; Copies and fills go to the shadows: of memory with one, from memory without, over what was there.
; llvm: 19 22
; fwd: --fn f --activity c=const
; run: f_fwd([double 2.0, double 3.0], [double 1.0, double 10.0], [double 5.0, double 6.0], [double 0.0, double 0.0, double 0.0, double 0.0, double 7.0], [double 9.0, double 9.0, double 9.0, double 9.0, double 9.0]) = void ; 2.0 3.0 ; 1.0 10.0 ; 5.0 6.0 ; 2.0 3.0 5.0 6.0 0.0 ; 1.0 10.0 0.0 0.0 0.0
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define void @f(ptr %x, ptr %c, ptr %y) {
  call void @llvm.memcpy.p0.p0.i64(ptr %y, ptr %x, i64 16, i1 false)
  %third = getelementptr double, ptr %y, i64 2
  call void @llvm.memcpy.p0.p0.i64(ptr %third, ptr %c, i64 16, i1 false)
  %last = getelementptr double, ptr %y, i64 4
  call void @llvm.memset.p0.i64(ptr %last, i8 0, i64 8, i1 false)
  ret void
}
