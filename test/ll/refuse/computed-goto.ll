; refuse: E_UNSUPPORTED_OPCODE indirectbr
; grad: --fn f
define double @f(double %x, i1 %c) {
entry:
  %to = select i1 %c, i8* blockaddress(@f, %a), i8* blockaddress(@f, %b)
  indirectbr i8* %to, [label %a, label %b]
a:
  %s = fmul double %x, %x
  ret double %s
b:
  ret double %x
}
