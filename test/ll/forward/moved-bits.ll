; A double that is moved as an integer, one that is passed in two halves, and an integer that is only a number.
; llvm: 19 22
; fwd: --fn f
; run: f_fwd([double 3.0, double 0.0], [double 0.5, double 7.0], i64 4) = 10.0 ; 3.0 12.0 ; 0.5 2.0
define internal i64 @halves(ptr %p) {
  %low = load i32, ptr %p, align 4
  %q = getelementptr i8, ptr %p, i64 4
  %high = load i32, ptr %q, align 4
  %low64 = zext i32 %low to i64
  %high64 = zext i32 %high to i64
  %shifted = shl i64 %high64, 32
  %both = or i64 %shifted, %low64
  ret i64 %both
}
define double @f(ptr %x, i64 %n) {
  %bits = load i64, ptr %x
  %slot = alloca i64
  store i64 %bits, ptr %slot
  %again = call i64 @halves(ptr %slot)
  %v = bitcast i64 %again to double
  %k = sitofp i64 %n to double
  %m = fmul double %v, %k
  %q = getelementptr double, ptr %x, i64 1
  store double %m, ptr %q
  %w = load double, ptr %q
  %r = fmul double %w, %v
  %s = fsub double %r, %w
  ret double %s
}
