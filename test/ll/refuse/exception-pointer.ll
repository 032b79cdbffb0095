; What is thrown is a pointer: the handler gets the pointer itself, and not an address in the exception.
; refuse: E_PROVENANCE
; grad: --fn f
; llvm: 19 22
@_ZTIPd = external constant ptr
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
declare i32 @__gxx_personality_v0(...)
define double @f(double %x) personality ptr @__gxx_personality_v0 {
  %p = alloca double
  %e = call ptr @__cxa_allocate_exception(i64 8)
  %y = fmul double %x, %x
  store double %y, ptr %p
  store ptr %p, ptr %e
  invoke void @__cxa_throw(ptr %e, ptr @_ZTIPd, ptr null) to label %never unwind label %pad
pad:
  %a = landingpad { ptr, i32 } catch ptr @_ZTIPd
  %b = extractvalue { ptr, i32 } %a, 0
  %c = call ptr @__cxa_begin_catch(ptr %b)
  %r = load double, ptr %c
  call void @__cxa_end_catch()
  ret double %r
never:
  unreachable
}
