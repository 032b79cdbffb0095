; An integer stored as a member of a union has the type of no member: it may meet the doubles. What it overwrites has no derivative.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 1.0, double 2.0, double 3.0], [double 0.0, double 5.0, double 0.0], i64 2, double 1.0) = ; 1.0 0.0 9.0 ; 0.0 0.0 6.0
; run: f_grad([double 1.0, double 2.0, double 3.0], [double 0.0, double 0.0, double 2.0], i64 1, double 1.0) = ; 1.0 0.0 3.0 ; 0.0 0.0 2.0

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
