; fwd: --fn f
; refuse: E_UNSUPPORTED_OPCODE indirectbr
; llvm: 22
; The labels in the table are the primal's: a jump in its tangent function would leave it.
@labels = internal constant [2 x ptr] [ptr blockaddress(@f, %a), ptr blockaddress(@f, %b)]
define double @f(double %x, i64 %i) {
entry:
  %slot = getelementptr [2 x ptr], ptr @labels, i64 0, i64 %i
  %to = load ptr, ptr %slot
  indirectbr ptr %to, [label %a, label %b]
a:
  %s = fmul double %x, %x
  ret double %s
b:
  ret double %x
}
