; refuse: E_IRREDUCIBLE cycle
; grad: --fn f
define double @f(double %x, i1 %c) {
entry:
  br i1 %c, label %a, label %b
a:
  %u = phi double [ %x, %entry ], [ %w, %b ]
  %v = fmul double %u, %x
  br label %b
b:
  %w = phi double [ %x, %entry ], [ %v, %a ]
  %more = fcmp olt double %w, 100.0
  br i1 %more, label %a, label %exit
exit:
  ret double %w
}
