; refuse: E_NO_RETURN never returns
; grad: --fn f
declare void @abort()
define double @f(double %x) {
  call void @abort()
  unreachable
}
