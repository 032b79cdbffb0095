; A pointer of which only the run shows whether it has a shadow: its own address as shadow means none, and so does null.
; llvm: 19 22
; fwd: --fn f --activity c=const
; run: f_fwd([double 2.0], [double 1.0], [double 5.0], i1 true) = 4.0 ; 2.0 ; 1.0 ; 5.0
; run: f_fwd([double 2.0], [double 1.0], [double 5.0], i1 false) = 0.0 ; 2.0 ; 1.0 ; 5.0
define internal double @square(ptr %p) {
  %v = load double, ptr %p
  %s = fmul double %v, %v
  ret double %s
}
define double @f(ptr %x, ptr %c, i1 %which) {
  %box = alloca ptr
  br i1 %which, label %first, label %second
first:
  store ptr %x, ptr %box
  br label %join
second:
  store ptr %c, ptr %box
  br label %join
join:
  %p = load ptr, ptr %box
  %s = call double @square(ptr %p)
  ret double %s
}
