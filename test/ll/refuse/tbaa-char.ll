; An integer stored as a member of a union has the type of no member: it may meet the doubles.
; llvm: 19 22
; grad: --fn f
; refuse: E_TYPE_CONFLICT bytes of active memory are accessed as

define double @f(ptr %s, i64 %i) {
  %k = getelementptr i8, ptr %s, i64 8
  store i64 %i, ptr %k, align 8, !tbaa !5
  %p = getelementptr double, ptr %s, i64 %i
  %a = load double, ptr %p, align 8, !tbaa !1
  %b = fmul double %a, %a
  store double %b, ptr %p, align 8, !tbaa !1
  ret double %b
}

!1 = !{!2, !2, i64 0}
!2 = !{!"double", !3, i64 0}
!3 = !{!"omnipotent char", !4, i64 0}
!4 = !{!"Simple C/C++ TBAA"}
!5 = !{!3, !3, i64 0}
