; The halves of a gradient in a table: what each returns, and that equal requests share one.
; llvm: 19 22
; grad: --fn g
; run: twice(double 3.0) = 12.0
declare ptr @__enzyme_virtualreverse(ptr, ...)
define double @g(double %x) {
  %v = fmul double %x, %x
  ret double %v
}
define double @twice(double %x) {
  %t = call ptr (ptr, ...) @__enzyme_virtualreverse(ptr @g)
  %u = call ptr (ptr, ...) @__enzyme_virtualreverse(ptr @g)
  %forward = load ptr, ptr %t
  %second = getelementptr ptr, ptr %u, i64 1
  %reverse = load ptr, ptr %second
  %kept = call { ptr, double } %forward(double %x)
  %tape = extractvalue { ptr, double } %kept, 0
  %d = call double %reverse(ptr %tape, double 2.0)
  ret double %d
}
