; Rust's realloc says the old size: it is taken apart, so that what is moved is seen.
; grad: --fn f
; count: 0 call ptr @_RNvCs1_7___rustc14___rust_realloc(
; count: 4 call ptr @_RNvCs1_7___rustc12___rust_alloc(
; llvm: 19 22
declare ptr @_RNvCs1_7___rustc12___rust_alloc(i64, i64)
declare ptr @_RNvCs1_7___rustc14___rust_realloc(ptr, i64, i64, i64)
declare void @_RNvCs1_7___rustc14___rust_dealloc(ptr, i64, i64)
define double @f(double %x, double %y) {
  %m = call ptr @_RNvCs1_7___rustc12___rust_alloc(i64 8, i64 8)
  %s = fmul double %x, %x
  store double %s, ptr %m
  %n = call ptr @_RNvCs1_7___rustc14___rust_realloc(ptr %m, i64 8, i64 8, i64 16)
  %q = getelementptr double, ptr %n, i64 1
  store double %y, ptr %q
  %a = load double, ptr %n
  %b = load double, ptr %q
  %r = fmul double %a, %b
  call void @_RNvCs1_7___rustc14___rust_dealloc(ptr %n, i64 16, i64 8)
  ret double %r
}
