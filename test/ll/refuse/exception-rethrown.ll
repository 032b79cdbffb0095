; An exception that holds an active value is thrown again by `throw;`, and caught again: which one it is only the runtime knows.
; refuse: E_EXCEPTION thrown again
; grad: --fn f
; llvm: 19 22
@_ZTI5found = external constant ptr
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
declare void @__cxa_rethrow()
declare i32 @__gxx_personality_v0(...)
define double @f(double %x) personality ptr @__gxx_personality_v0 {
  %e = call ptr @__cxa_allocate_exception(i64 8)
  %y = fmul double %x, %x
  store double %y, ptr %e
  invoke void @__cxa_throw(ptr %e, ptr @_ZTI5found, ptr null) to label %never unwind label %first
first:
  %a = landingpad { ptr, i32 } catch ptr @_ZTI5found
  %b = extractvalue { ptr, i32 } %a, 0
  %c = call ptr @__cxa_begin_catch(ptr %b)
  invoke void @__cxa_rethrow() to label %never unwind label %second
second:
  %g = landingpad { ptr, i32 } catch ptr @_ZTI5found
  call void @__cxa_end_catch()
  %h = extractvalue { ptr, i32 } %g, 0
  %i = call ptr @__cxa_begin_catch(ptr %h)
  %r = load double, ptr %i
  call void @__cxa_end_catch()
  ret double %r
never:
  unreachable
}
