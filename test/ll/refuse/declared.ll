; refuse: E_NO_BODY @f
; grad: --fn f
declare double @f(double)
