; The destructor behind a cast, as typed pointers need it.
; refuse: E_EXCEPTION the destructor of what is thrown
; grad: --fn f
; llvm: 14
%class = type { i32 }
@count = global double 0.0
@type = external constant i8*
declare i8* @__cxa_allocate_exception(i64)
declare void @__cxa_throw(i8*, i8*, i8*)
declare i8* @__cxa_begin_catch(i8*)
declare void @__cxa_end_catch()
declare i32 @__gxx_personality_v0(...)
define void @destroy(%class* %e) {
  %v = load double, double* @count
  %w = fmul double %v, 2.0
  store double %w, double* @count
  ret void
}
define double @f(double %x) personality i32 (...)* @__gxx_personality_v0 {
  store double %x, double* @count
  %e = call i8* @__cxa_allocate_exception(i64 8)
  invoke void @__cxa_throw(i8* %e, i8* bitcast (i8** @type to i8*), i8* bitcast (void (%class*)* @destroy to i8*)) to label %never unwind label %bad
never:
  unreachable
bad:
  %p = landingpad { i8*, i32 } catch i8* null
  %o = extractvalue { i8*, i32 } %p, 0
  %c = call i8* @__cxa_begin_catch(i8* %o)
  call void @__cxa_end_catch()
  %r = load double, double* @count
  ret double %r
}
