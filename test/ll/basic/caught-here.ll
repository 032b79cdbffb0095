; A virtual function of an exception that is caught by a class of this module is one of this module's.
; run: f_grad([double 3.0], [double 0.0], double 1.0) = ; 3.0 ; 1.0
; grad: --fn f
; llvm: 19 22
@_ZTI5fault = internal constant ptr null
@table = internal constant [1 x ptr] [ptr @grade]
declare i32 @__gxx_personality_v0(...)
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
define void @may_throw(i32 %n) {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %thrown, label %good
thrown:
  %e = call ptr @__cxa_allocate_exception(i64 8)
  store ptr @table, ptr %e
  call void @__cxa_throw(ptr %e, ptr @_ZTI5fault, ptr null)
  unreachable
good:
  ret void
}
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
define i32 @grade(ptr %this) {
  ret i32 3
}
define double @f(ptr %x) personality ptr @__gxx_personality_v0 {
  %v = load double, ptr %x
  invoke void @may_throw(i32 1) to label %ok unwind label %pad
ok:
  ret double %v
pad:
  %e = landingpad { ptr, i32 } catch ptr @_ZTI5fault
  %p = extractvalue { ptr, i32 } %e, 0
  %o = call ptr @__cxa_begin_catch(ptr %p)
  %t = load ptr, ptr %o
  %g = load ptr, ptr %t
  %n = call i32 %g(ptr %o)
  call void @__cxa_end_catch()
  %d = sitofp i32 %n to double
  %r = fmul double %v, %d
  ret double %r
}
