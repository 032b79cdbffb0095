; A double is moved as an integer, which is said to be a double, to bytes that hold an integer at other times.
; grad: --fn f
; marks: mixed
; llvm: 19 22
; run: f_grad([double 3.0], [double 0.0], i64 0, double 1.0) = void ; 3.0 ; 7.0
define double @f(ptr %x, i64 %k) {
  %all = alloca [2 x { i64, i8 }], align 16
  %other = sub i64 1, %k
  %second = getelementptr [2 x { i64, i8 }], ptr %all, i64 0, i64 %other
  store i64 7, ptr %second, align 16, !tbaa !3
  %first = getelementptr [2 x { i64, i8 }], ptr %all, i64 0, i64 %k
  %moved = load i64, ptr %x, align 8, !tbaa !0
  store i64 %moved, ptr %first, align 16, !tbaa !0
  %v = load double, ptr %first, align 16, !tbaa !0
  %i = load i64, ptr %second, align 16, !tbaa !3
  %n = sitofp i64 %i to double
  %r = fmul double %v, %n
  ret double %r
}
!0 = !{!1, !1, i64 0}
!1 = !{!"double", !2, i64 0}
!2 = !{!"omnipotent char", !5, i64 0}
!3 = !{!4, !4, i64 0}
!4 = !{!"long", !2, i64 0}
!5 = !{!"Simple C/C++ TBAA"}
