; A function that says it touches no memory cannot carry a derivative; neither can one that only reads and returns an integer.
; llvm: 19 22
; grad: --fn f --no-run
; count: 2 call i32

declare i32 @rank() memory(none)
declare i32 @find(ptr) memory(read)

define double @f(ptr %x) {
  %r = call i32 @rank()
  %k = call i32 @find(ptr %x)
  %i = add i32 %r, %k
  %p = getelementptr double, ptr %x, i32 %i
  %v = load double, ptr %p
  ret double %v
}
