; The record of a pair is as aligned as malloc makes it; local memory in it, and vectors, may ask for more.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 3.0], [double 0.0], double 1.0) = void ; 3.0 ; 6.0
define internal double @g(ptr %x, i32 %n) {
  %a = alloca [2 x double], align 64
  %v = load double, ptr %x
  store double %v, ptr %a, align 64
  %address = ptrtoint ptr %a to i64
  %low = and i64 %address, 63
  %off = sitofp i64 %low to double
  %z = icmp eq i32 %n, 0
  br i1 %z, label %end, label %more
end:
  %w = load double, ptr %a, align 64
  %s = fmul double %w, %w
  %far = fmul double %s, %off
  %t = fadd double %s, %far
  ret double %t
more:
  %m = sub i32 %n, 1
  %r = call double @g(ptr %a, i32 %m)
  %farther = fmul double %r, %off
  %q = fadd double %r, %farther
  ret double %q
}
define double @f(ptr %x) {
  %r = call double @g(ptr %x, i32 3)
  ret double %r
}
