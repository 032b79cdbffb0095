; The lower of two addresses is chosen as an integer; its shadow is that of the one that is chosen.
; fwd: --fn f
; run: f_fwd(double 3.0, double 1.0) = 6.0
declare i64 @llvm.umin.i64(i64, i64)
define i64 @lower(i64 %a, i64 %b) {
  %l = call i64 @llvm.umin.i64(i64 %a, i64 %b)
  ret i64 %l
}
define double @f(double %x) {
  %cells = alloca [2 x double]
  %second = getelementptr [2 x double], ptr %cells, i64 0, i64 1
  %square = fmul double %x, %x
  store double %square, ptr %cells
  store double %x, ptr %second
  %a = ptrtoint ptr %cells to i64
  %b = ptrtoint ptr %second to i64
  %l = call i64 @lower(i64 %b, i64 %a)
  %p = inttoptr i64 %l to ptr
  %r = load double, ptr %p
  ret double %r
}
