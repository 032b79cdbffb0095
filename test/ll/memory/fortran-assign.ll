; What flang's runtime does for `x = x(n:1:-1)`: all is read before anything is written. Then `y = x(1)`, a scalar for every element.
; grad: --fn f
; fwd: --fn f
; llvm: 19 22
; run: f_grad([double 2.0, double 3.0, double 5.0], [double 1.0, double 10.0, double 100.0], [double 0.0, double 0.0], [double 7.0, double 8.0], i64 3) = ; 5.0 3.0 2.0 ; 100.0 10.0 16.0 ; 5.0 5.0 ; 0.0 0.0
; run: f_fwd([double 2.0, double 3.0, double 5.0], [double 1.0, double 10.0, double 100.0], [double 0.0, double 0.0], [double 7.0, double 8.0], i64 3) = ; 5.0 3.0 2.0 ; 100.0 10.0 1.0 ; 5.0 5.0 ; 100.0 100.0
declare extern_weak void @_FortranAAssign(ptr, ptr, ptr, i32)
declare void @llvm.memcpy.p0.p0.i32(ptr, ptr, i32, i1)
define void @f(ptr %x, ptr %y, i64 %n) {
  %to = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %whole = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %from = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %first = alloca { ptr, i64, i32, i8, i8, i8, i8 }
  %ys = alloca { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] }
  %a = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } { ptr undef, i64 8, i32 20240719, i8 1, i8 28, i8 0, i8 0, [1 x [3 x i64]] [[3 x i64] [i64 1, i64 undef, i64 8]] }, i64 %n, 7, 0, 1
  %b = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %a, ptr %x, 0
  store { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %b, ptr %whole
  call void @llvm.memcpy.p0.p0.i32(ptr %to, ptr %whole, i32 48, i1 false)
  %m = sub i64 %n, 1
  %end = getelementptr double, ptr %x, i64 %m
  %c = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } { ptr undef, i64 8, i32 20240719, i8 1, i8 28, i8 0, i8 0, [1 x [3 x i64]] [[3 x i64] [i64 1, i64 undef, i64 -8]] }, i64 %n, 7, 0, 1
  %d = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %c, ptr %end, 0
  store { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %d, ptr %from
  call void @_FortranAAssign(ptr %to, ptr %from, ptr null, i32 1)
  %e = insertvalue { ptr, i64, i32, i8, i8, i8, i8 } { ptr undef, i64 8, i32 20240719, i8 0, i8 28, i8 0, i8 0 }, ptr %x, 0
  store { ptr, i64, i32, i8, i8, i8, i8 } %e, ptr %first
  %g = insertvalue { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } { ptr undef, i64 8, i32 20240719, i8 1, i8 28, i8 0, i8 0, [1 x [3 x i64]] [[3 x i64] [i64 1, i64 2, i64 8]] }, ptr %y, 0
  store { ptr, i64, i32, i8, i8, i8, i8, [1 x [3 x i64]] } %g, ptr %ys
  call void @_FortranAAssign(ptr %ys, ptr %first, ptr null, i32 2)
  ret void
}
