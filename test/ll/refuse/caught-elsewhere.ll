; The class by which an exception is caught is another module's, and so may be the virtual function that is called of it.
; refuse: E_INDIRECT_CALL pointer
; grad: --fn f
; llvm: 19 22
@_ZTI5fault = external constant ptr
@table = internal constant [1 x ptr] [ptr @grade]
declare i32 @__gxx_personality_v0(...)
declare void @may_throw()
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
define i32 @grade(ptr %this) {
  ret i32 3
}
define double @f(ptr %x) personality ptr @__gxx_personality_v0 {
  %v = load double, ptr %x
  invoke void @may_throw() memory(none) to label %ok unwind label %pad
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
