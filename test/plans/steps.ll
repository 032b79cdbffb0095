; steps.c by clang 22 -O1
source_filename = "steps.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; Function Attrs: nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable
define dso_local void @steps(ptr noalias noundef captures(none) %0, ptr noalias noundef captures(none) %1, i32 noundef %2, i32 noundef %3, double noundef %4) local_unnamed_addr #0 {
  %6 = icmp sgt i32 %3, 0
  br i1 %6, label %7, label %15

7:                                                ; preds = %5
  %8 = icmp sgt i32 %2, 1
  %9 = add i32 %2, -1
  %10 = icmp sgt i32 %2, 2
  %11 = zext nneg i32 %2 to i64
  %12 = zext i32 %9 to i64
  br label %13

13:                                               ; preds = %7, %33
  %14 = phi i32 [ 0, %7 ], [ %34, %33 ]
  br i1 %8, label %17, label %16

15:                                               ; preds = %33, %5
  ret void

16:                                               ; preds = %17, %13
  br i1 %10, label %36, label %33

17:                                               ; preds = %13, %17
  %18 = phi i64 [ %31, %17 ], [ 1, %13 ]
  %19 = getelementptr inbounds nuw double, ptr %0, i64 %18
  %20 = load double, ptr %19, align 8, !tbaa !9
  %21 = fmul double %20, %20
  %22 = getelementptr i8, ptr %19, i64 -8
  %23 = load double, ptr %22, align 8, !tbaa !9
  %24 = fmul double %23, %23
  %25 = fadd double %21, %24
  %26 = tail call double @llvm.sqrt.f64(double %25)
  %27 = fsub double %21, %24
  %28 = fmul double %27, 5.000000e-01
  %29 = tail call double @llvm.fmuladd.f64(double %4, double %26, double %28)
  %30 = getelementptr inbounds nuw double, ptr %1, i64 %18
  store double %29, ptr %30, align 8, !tbaa !9
  %31 = add nuw nsw i64 %18, 1
  %32 = icmp eq i64 %31, %11
  br i1 %32, label %16, label %17, !llvm.loop !11

33:                                               ; preds = %36, %16
  %34 = add nuw nsw i32 %14, 1
  %35 = icmp eq i32 %34, %3
  br i1 %35, label %15, label %13, !llvm.loop !14

36:                                               ; preds = %16, %36
  %37 = phi i64 [ %38, %36 ], [ 1, %16 ]
  %38 = add nuw nsw i64 %37, 1
  %39 = getelementptr inbounds nuw double, ptr %1, i64 %38
  %40 = load double, ptr %39, align 8, !tbaa !9
  %41 = getelementptr inbounds nuw double, ptr %1, i64 %37
  %42 = load double, ptr %41, align 8, !tbaa !9
  %43 = getelementptr inbounds nuw double, ptr %0, i64 %37
  %44 = load double, ptr %43, align 8, !tbaa !9
  %45 = fneg double %40
  %46 = tail call double @llvm.fmuladd.f64(double %45, double %42, double %44)
  store double %46, ptr %43, align 8, !tbaa !9
  %47 = icmp eq i64 %38, %12
  br i1 %47, label %33, label %36, !llvm.loop !15
}

; Function Attrs: mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.sqrt.f64(double) #1

; Function Attrs: mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.fmuladd.f64(double, double, double) #1

attributes #0 = { nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }

!llvm.module.flags = !{!0, !1, !2, !3}
!llvm.ident = !{!4}
!llvm.errno.tbaa = !{!5}

!0 = !{i32 1, !"wchar_size", i32 4}
!1 = !{i32 8, !"PIC Level", i32 2}
!2 = !{i32 7, !"PIE Level", i32 2}
!3 = !{i32 7, !"uwtable", i32 2}
!4 = !{!"Debian clang version 22.1.8 (1~deb12u1)"}
!5 = !{!6, !6, i64 0}
!6 = !{!"int", !7, i64 0}
!7 = !{!"omnipotent char", !8, i64 0}
!8 = !{!"Simple C/C++ TBAA"}
!9 = !{!10, !10, i64 0}
!10 = !{!"double", !7, i64 0}
!11 = distinct !{!11, !12, !13}
!12 = !{!"llvm.loop.mustprogress"}
!13 = !{!"llvm.loop.unroll.disable"}
!14 = distinct !{!14, !12, !13}
!15 = distinct !{!15, !12, !13}
