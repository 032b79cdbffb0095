; The destructor of what is caught stores a pointer, where nobody stores its shadow.
; refuse: E_PROVENANCE which object a pointer to active memory points into
; llvm: 19 22
; grad: --fn f
@type = external constant ptr
@kept = global ptr null
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
declare i32 @__gxx_personality_v0(...)
define void @destroy(ptr %e) {
  %at = load ptr, ptr @kept
  %other = getelementptr i8, ptr %e, i64 8
  store ptr %other, ptr %at
  ret void
}
define double @f(double %x, i1 %throws) personality ptr @__gxx_personality_v0 {
  %cell = alloca ptr
  %a = alloca double
  store double %x, ptr %a
  store ptr %a, ptr %cell
  store ptr %cell, ptr @kept
  br i1 %throws, label %throw, label %end
throw:
  %e = call ptr @__cxa_allocate_exception(i64 8)
  invoke void @__cxa_throw(ptr %e, ptr @type, ptr @destroy) to label %never unwind label %bad
never:
  unreachable
bad:
  %p = landingpad { ptr, i32 } catch ptr null
  %o = extractvalue { ptr, i32 } %p, 0
  %c = call ptr @__cxa_begin_catch(ptr %o)
  call void @__cxa_end_catch()
  br label %end
end:
  %q = load ptr, ptr %cell
  %v = load double, ptr %q
  %r = fmul double %v, %v
  ret double %r
}
