; The record of a pair is as aligned as malloc makes it; local memory in it, and vectors, may ask for more.
; llvm: 19 22
; grad: --fn f
; run: f_grad(double 3.0, double 1.0) = 6.0
define internal double @g(double %x, i32 %n) {
  %a = alloca [2 x double], align 64
  %z = icmp eq i32 %n, 0
  br i1 %z, label %end, label %more
end:
  store double %x, ptr %a, align 64
  %second = getelementptr [2 x double], ptr %a, i64 0, i64 1
  %address = ptrtoint ptr %a to i64
  %low = and i64 %address, 63
  %off = sitofp i64 %low to double
  %y = fadd double %x, %off
  store double %y, ptr %second, align 8
  %first = load double, ptr %a, align 64
  %other = load double, ptr %second, align 8
  %s = fmul double %first, %other
  ret double %s
more:
  %m = sub i32 %n, 1
  %r = call double @g(double %x, i32 %m)
  ret double %r
}
define double @f(double %x) {
  %r = call double @g(double %x, i32 2)
  ret double %r
}
