; Variables have shadows: of numbers, of pointers, behind another name, and where only callees without active arguments see them.
; llvm: 19 22
; fwd: --fn twice
; fwd: --fn kept
; fwd: --fn called
; fwd: --fn aliased
; fwd: --fn watched
; run: twice_fwd(double 3.0, double 1.0) = 12.0
; run: twice_fwd(double 3.0, double 1.0) = 12.0
; run: kept_fwd(double 5.0, double 1.0) = 10.0
; run: called_fwd(double 2.0, double 1.0) = 12.0
; run: aliased_fwd(double 2.0, double 1.0) = 3.0
; run: watched_fwd(double 4.0, double 1.0) = 8.0
@sum = internal global double 0.0
@place = global ptr null
@state = global [2 x double] zeroinitializer
@other = alias [2 x double], ptr @state
@monitor = global double 0.0
@__enzyme_inactive_global_monitor = global [1 x ptr] [ptr @monitor]

; What an earlier call left has no part in the derivative: 2 x twice.
define double @twice(double %x) {
  %before = load double, ptr @sum
  %next = fmul double %x, %x
  store double %next, ptr @sum
  %now = load double, ptr @sum
  %both = fadd double %now, %now
  ret double %both
}

define double @kept(double %x) {
  %slot = alloca double
  store double %x, ptr %slot
  store ptr %slot, ptr @place
  %there = load ptr, ptr @place
  %value = load double, ptr %there
  %square = fmul double %value, %value
  store ptr null, ptr @place
  ret double %square
}

define double @called(double %x) {
  %at = getelementptr [2 x double], ptr @state, i64 0, i64 1
  store double %x, ptr %at
  call void @cube()
  %result = load double, ptr @state
  ret double %result
}
define void @cube() noinline {
  %x = load double, ptr getelementptr ([2 x double], ptr @state, i64 0, i64 1)
  %square = fmul double %x, %x
  %cube = fmul double %square, %x
  store double %cube, ptr @state
  ret void
}

define double @aliased(double %x) {
  store double %x, ptr @other
  %value = load double, ptr @state
  %result = fmul double %value, 3.0
  ret double %result
}

; The program says that this one is inactive, and nobody reads it.
define double @watched(double %x) {
  store double %x, ptr @monitor
  %square = fmul double %x, %x
  ret double %square
}
