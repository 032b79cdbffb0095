; Where pointers have 32 bits nothing tells an address from a number, so that what is left of one that is masked is not known.
; llvm: 19 22
; fwd: --fn f
; refuse: E_PROVENANCE cannot tell which object
target datalayout = "e-m:e-p:32:32-i64:64-n8:16:32-S128"
define double @f(ptr %x) {
  %at = ptrtoint ptr %x to i32
  %page = and i32 %at, -256
  %p = inttoptr i32 %page to ptr
  %v = load double, ptr %p
  %r = fmul double %v, %v
  ret double %r
}
