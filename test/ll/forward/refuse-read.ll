; The library overwrites what had a tangent.
; llvm: 19 22
; fwd: --fn f
; refuse: E_NO_RULE no derivative is known for @fread
declare i64 @fread(ptr, i64, i64, ptr)
define double @f(ptr %x, ptr %file) {
  %n = call i64 @fread(ptr %x, i64 8, i64 1, ptr %file)
  %v = load double, ptr %x
  ret double %v
}
