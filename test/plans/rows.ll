; rows.c by clang 22 -O1
source_filename = "rows.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; Function Attrs: nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable
define dso_local void @rows(ptr noundef readonly captures(none) %a, ptr noundef readonly captures(none) %v, ptr noundef writeonly captures(none) %result, ptr noundef readonly captures(none) %start, ptr noundef readonly captures(none) %at, i32 noundef %n) local_unnamed_addr #0 {
entry:
  %cmp31 = icmp sgt i32 %n, 0
  br i1 %cmp31, label %for.body.preheader, label %for.cond.cleanup

for.body.preheader:                               ; preds = %entry
  %wide.trip.count37 = zext nneg i32 %n to i64
  br label %for.body

for.cond.cleanup:                                 ; preds = %for.cond.cleanup5, %entry
  ret void

for.body:                                         ; preds = %for.body.preheader, %for.cond.cleanup5
  %indvars.iv34 = phi i64 [ 0, %for.body.preheader ], [ %indvars.iv.next35, %for.cond.cleanup5 ]
  %arrayidx = getelementptr inbounds nuw i32, ptr %start, i64 %indvars.iv34
  %0 = load i32, ptr %arrayidx, align 4, !tbaa !4
  %indvars.iv.next35 = add nuw nsw i64 %indvars.iv34, 1
  %arrayidx3 = getelementptr inbounds nuw i32, ptr %start, i64 %indvars.iv.next35
  %1 = load i32, ptr %arrayidx3, align 4, !tbaa !4
  %cmp427 = icmp slt i32 %0, %1
  br i1 %cmp427, label %for.body6.preheader, label %for.cond.cleanup5

for.body6.preheader:                              ; preds = %for.body
  %2 = sext i32 %0 to i64
  %wide.trip.count = sext i32 %1 to i64
  br label %for.body6

for.cond.cleanup5:                                ; preds = %for.body6, %for.body
  %sum.0.lcssa = phi double [ 0.000000e+00, %for.body ], [ %6, %for.body6 ]
  %arrayidx14 = getelementptr inbounds nuw double, ptr %result, i64 %indvars.iv34
  store double %sum.0.lcssa, ptr %arrayidx14, align 8, !tbaa !8
  %exitcond38.not = icmp eq i64 %indvars.iv.next35, %wide.trip.count37
  br i1 %exitcond38.not, label %for.cond.cleanup, label %for.body, !llvm.loop !10

for.body6:                                        ; preds = %for.body6.preheader, %for.body6
  %indvars.iv = phi i64 [ %2, %for.body6.preheader ], [ %indvars.iv.next, %for.body6 ]
  %sum.028 = phi double [ 0.000000e+00, %for.body6.preheader ], [ %6, %for.body6 ]
  %arrayidx8 = getelementptr inbounds double, ptr %a, i64 %indvars.iv
  %3 = load double, ptr %arrayidx8, align 8, !tbaa !8
  %arrayidx10 = getelementptr inbounds i32, ptr %at, i64 %indvars.iv
  %4 = load i32, ptr %arrayidx10, align 4, !tbaa !4
  %idxprom11 = sext i32 %4 to i64
  %arrayidx12 = getelementptr inbounds double, ptr %v, i64 %idxprom11
  %5 = load double, ptr %arrayidx12, align 8, !tbaa !8
  %6 = tail call double @llvm.fmuladd.f64(double %3, double %5, double %sum.028)
  %indvars.iv.next = add nsw i64 %indvars.iv, 1
  %exitcond.not = icmp eq i64 %indvars.iv.next, %wide.trip.count
  br i1 %exitcond.not, label %for.cond.cleanup5, label %for.body6, !llvm.loop !13
}

; Function Attrs: mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.fmuladd.f64(double, double, double) #1

attributes #0 = { nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }

!llvm.module.flags = !{!0, !1, !2, !3}
!llvm.errno.tbaa = !{!4}

!0 = !{i32 1, !"wchar_size", i32 4}
!1 = !{i32 8, !"PIC Level", i32 2}
!2 = !{i32 7, !"PIE Level", i32 2}
!3 = !{i32 7, !"uwtable", i32 2}
!4 = !{!5, !5, i64 0}
!5 = !{!"int", !6, i64 0}
!6 = !{!"omnipotent char", !7, i64 0}
!7 = !{!"Simple C/C++ TBAA"}
!8 = !{!9, !9, i64 0}
!9 = !{!"double", !6, i64 0}
!10 = distinct !{!10, !11, !12}
!11 = !{!"llvm.loop.mustprogress"}
!12 = !{!"llvm.loop.unroll.disable"}
!13 = distinct !{!13, !11, !12}
