; The differentiated function itself takes its arguments so.
; refuse: E_ABI by value in memory
; grad: --fn f
; llvm: 19 22
target triple = "i686-pc-windows-msvc"
define double @f(ptr inalloca(<{ double, double }>) %p) {
  %a = load double, ptr %p, align 4
  ret double %a
}
