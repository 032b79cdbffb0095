; Pointers in a vector are pointers: what is gathered from x depends on it.
; refuse: E_NO_RULE gather
; grad: --fn f
; llvm: 19 22
declare <2 x double> @llvm.masked.gather.v2f64.v2p0(<2 x ptr>, i32, <2 x i1>, <2 x double>)
define double @f(ptr noalias %x) {
  %p = getelementptr double, ptr %x, <2 x i64> <i64 0, i64 1>
  %v = call <2 x double> @llvm.masked.gather.v2f64.v2p0(<2 x ptr> %p, i32 8, <2 x i1> <i1 true, i1 true>, <2 x double> zeroinitializer)
  %a = extractelement <2 x double> %v, i32 0
  %b = extractelement <2 x double> %v, i32 1
  %s = fadd double %a, %b
  ret double %s
}
