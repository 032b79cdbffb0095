; A call that may return twice.
; refuse: E_NO_RULE @_setjmp
; grad: --fn f
; llvm: 19 22
@env = internal global [25 x i64] zeroinitializer
declare i32 @_setjmp(ptr) returns_twice
declare void @longjmp(ptr, i32) noreturn
define double @f(ptr noalias %x) {
  %r = call i32 @_setjmp(ptr @env) returns_twice
  %c = icmp eq i32 %r, 0
  %a = load double, ptr %x
  br i1 %c, label %first, label %second
first:
  call void @longjmp(ptr @env, i32 1)
  unreachable
second:
  %b = fmul double %a, %a
  ret double %b
}
