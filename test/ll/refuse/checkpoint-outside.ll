; A mark that is in no loop marks nothing.
; refuse: E_CHECKPOINT the mark of a checkpointed loop is outside of any loop
; grad: --fn f
declare void @__tsad_checkpoint(i64, i64)

define double @f(double %x) {
  call void @__tsad_checkpoint(i64 3, i64 5)
  ret double %x
}
