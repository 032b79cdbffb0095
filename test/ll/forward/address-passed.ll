; A sum with the bits of a pointer in it goes into a call and comes out of one, and is one lane of several.
; fwd: --fn f --wrt x
; run: f_fwd([double 3.0, double 0.5, double 2.0], [double 100.0, double 10.0, double 1.0], i64 1) = 11.0 ; 3.0 0.5 2.0 ; 100.0 10.0 1.0
define internal i64 @next(ptr %a) noinline {
  %u = load i64, ptr %a
  %v = add i64 %u, 8
  ret i64 %v
}
define internal void @put(ptr %a, i64 %v) noinline {
  %w = load <2 x i64>, ptr %a, align 8
  %moved = add <2 x i64> %w, <i64 8, i64 8>
  store <2 x i64> %moved, ptr %a, align 8
  %b = getelementptr i64, ptr %a, i64 2
  store i64 %v, ptr %b
  ret void
}
define double @f(ptr %x, i64 %n) {
  %a = alloca [8 x i64]
  %pa = getelementptr i64, ptr %a, i64 %n
  store ptr %x, ptr %pa
  %other = getelementptr i64, ptr %pa, i64 1
  store ptr %x, ptr %other
  %v = call i64 @next(ptr %pa)
  %more = add i64 %v, 8
  call void @put(ptr %pa, i64 %more)
  %p = load ptr, ptr %pa
  %y = load double, ptr %p
  %b = getelementptr i64, ptr %pa, i64 2
  %q = load ptr, ptr %b
  %z = load double, ptr %q
  %r = fadd double %y, %z
  ret double %r
}
