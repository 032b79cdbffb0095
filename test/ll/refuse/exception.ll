; Exceptions as Windows handles them.
; refuse: E_EXCEPTION Windows
; grad: --fn f
; llvm: 19 22
declare void @g(double)
declare i32 @__CxxFrameHandler3(...)
define double @f(double %x) personality ptr @__CxxFrameHandler3 {
  invoke void @g(double 1.0) to label %ok unwind label %bad
ok:
  ret double %x
bad:
  %p = cleanuppad within none []
  cleanupret from %p unwind to caller
}
