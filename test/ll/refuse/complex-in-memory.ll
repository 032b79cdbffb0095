; A complex function whose argument is passed in memory.
; refuse: E_NO_RULE @cexpl
; grad: --fn f
; llvm: 19 22
declare { x86_fp80, x86_fp80 } @cexpl(ptr byval({ x86_fp80, x86_fp80 }))
define x86_fp80 @f(ptr %x) {
  %r = call { x86_fp80, x86_fp80 } @cexpl(ptr byval({ x86_fp80, x86_fp80 }) %x)
  %s = extractvalue { x86_fp80, x86_fp80 } %r, 0
  ret x86_fp80 %s
}
