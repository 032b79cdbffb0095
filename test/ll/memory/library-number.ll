; A number out of the library that is kept beside a pointer to active memory is no pointer.
; llvm: 19 22
; grad: --fn f
; run: f_grad(double 3.0, i64 0, double 1.0) = 6.0
declare i64 @time(ptr)
declare noalias ptr @malloc(i64)
declare void @free(ptr)
define double @f(double %x, i64 %i) {
  %n = call noalias ptr @malloc(i64 16)
  %a = alloca double
  store double %x, ptr %a
  %at = getelementptr ptr, ptr %n, i64 %i
  store ptr %a, ptr %at
  %h = call i64 @time(ptr null)
  %key = getelementptr i8, ptr %n, i64 8
  store i64 %h, ptr %key
  %q = load ptr, ptr %n
  %v = load double, ptr %q
  %r = fmul double %v, %v
  call void @free(ptr %n)
  ret double %r
}
