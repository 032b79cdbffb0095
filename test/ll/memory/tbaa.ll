; Doubles at any multiple of eight and an integer between them: by their types, as C has them, they do not meet.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 2.0, double 3.0, double 5.0], [double 0.0, double 0.0, double 0.0], i64 2, double 1.0) = void ; 2.0 0.0 5.0 ; 5.0 0.0 2.0
; count: 0 @malloc

define double @f(ptr %s, i64 %i) {
  %k = getelementptr i8, ptr %s, i64 8
  store i32 0, ptr %k, align 8, !tbaa !5
  %high = getelementptr i8, ptr %s, i64 12
  store i32 0, ptr %high, align 4, !tbaa !5
  %p = getelementptr double, ptr %s, i64 %i
  %a = load double, ptr %s, align 8, !tbaa !1
  %b = load double, ptr %p, align 8, !tbaa !1
  %r = fmul double %a, %b
  ret double %r
}

!1 = !{!2, !2, i64 0}
!2 = !{!"double", !3, i64 0}
!3 = !{!"omnipotent char", !4, i64 0}
!4 = !{!"Simple C/C++ TBAA"}
!5 = !{!6, !6, i64 0}
!6 = !{!"int", !3, i64 0}
