; What is thrown has a destructor that is defined elsewhere.
; refuse: E_EXCEPTION the destructor of what is thrown
; grad: --fn f
; llvm: 19 22
@count = global double 0.0
@type = external constant ptr
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
declare i32 @__gxx_personality_v0(...)
declare void @destroy(ptr)
define double @f(double %x) personality ptr @__gxx_personality_v0 {
  store double %x, ptr @count
  %e = call ptr @__cxa_allocate_exception(i64 8)
  invoke void @__cxa_throw(ptr %e, ptr @type, ptr @destroy) to label %never unwind label %bad
never:
  unreachable
bad:
  %p = landingpad { ptr, i32 } catch ptr null
  %o = extractvalue { ptr, i32 } %p, 0
  %c = call ptr @__cxa_begin_catch(ptr %o)
  call void @__cxa_end_catch()
  %r = load double, ptr @count
  ret double %r
}
