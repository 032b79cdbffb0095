; heat.c by clang 22 -O1
source_filename = "heat.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; Function Attrs: nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable
define dso_local void @heat(ptr noundef captures(none) %u, ptr noundef captures(none) %work, i32 noundef %n, i32 noundef %steps) local_unnamed_addr #0 {
entry:
  %cmp57 = icmp sgt i32 %steps, 0
  br i1 %cmp57, label %for.cond1.preheader.lr.ph, label %for.cond.cleanup

for.cond1.preheader.lr.ph:                        ; preds = %entry
  %sub = add i32 %n, -1
  %cmp253 = icmp sgt i32 %n, 2
  %cmp2255 = icmp sgt i32 %n, 2
  %wide.trip.count = zext i32 %sub to i64
  %wide.trip.count64 = zext i32 %sub to i64
  br label %for.cond1.preheader

for.cond1.preheader:                              ; preds = %for.cond1.preheader.lr.ph, %for.cond.cleanup23
  %t.058 = phi i32 [ 0, %for.cond1.preheader.lr.ph ], [ %inc33, %for.cond.cleanup23 ]
  br i1 %cmp253, label %for.body4, label %for.cond20.preheader

for.cond.cleanup:                                 ; preds = %for.cond.cleanup23, %entry
  ret void

for.cond20.preheader:                             ; preds = %for.body4, %for.cond1.preheader
  br i1 %cmp2255, label %for.body24, label %for.cond.cleanup23

for.body4:                                        ; preds = %for.cond1.preheader, %for.body4
  %indvars.iv = phi i64 [ %indvars.iv.next, %for.body4 ], [ 1, %for.cond1.preheader ]
  %arrayidx = getelementptr inbounds nuw double, ptr %u, i64 %indvars.iv
  %0 = load double, ptr %arrayidx, align 8, !tbaa !8
  %mul = fmul double %0, 1.000000e-01
  %arrayidx9 = getelementptr i8, ptr %arrayidx, i64 -8
  %1 = load double, ptr %arrayidx9, align 8, !tbaa !8
  %2 = tail call double @llvm.fmuladd.f64(double %0, double -2.000000e+00, double %1)
  %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
  %arrayidx14 = getelementptr inbounds nuw double, ptr %u, i64 %indvars.iv.next
  %3 = load double, ptr %arrayidx14, align 8, !tbaa !8
  %add15 = fadd double %2, %3
  %4 = tail call double @llvm.fmuladd.f64(double %mul, double %add15, double %0)
  %arrayidx18 = getelementptr inbounds nuw double, ptr %work, i64 %indvars.iv
  store double %4, ptr %arrayidx18, align 8, !tbaa !8
  %exitcond.not = icmp eq i64 %indvars.iv.next, %wide.trip.count
  br i1 %exitcond.not, label %for.cond20.preheader, label %for.body4, !llvm.loop !10

for.cond.cleanup23:                               ; preds = %for.body24, %for.cond20.preheader
  %inc33 = add nuw nsw i32 %t.058, 1
  %exitcond66.not = icmp eq i32 %inc33, %steps
  br i1 %exitcond66.not, label %for.cond.cleanup, label %for.cond1.preheader, !llvm.loop !13

for.body24:                                       ; preds = %for.cond20.preheader, %for.body24
  %indvars.iv61 = phi i64 [ %indvars.iv.next62, %for.body24 ], [ 1, %for.cond20.preheader ]
  %arrayidx26 = getelementptr inbounds nuw double, ptr %work, i64 %indvars.iv61
  %5 = load double, ptr %arrayidx26, align 8, !tbaa !8
  %arrayidx28 = getelementptr inbounds nuw double, ptr %u, i64 %indvars.iv61
  store double %5, ptr %arrayidx28, align 8, !tbaa !8
  %indvars.iv.next62 = add nuw nsw i64 %indvars.iv61, 1
  %exitcond65.not = icmp eq i64 %indvars.iv.next62, %wide.trip.count64
  br i1 %exitcond65.not, label %for.cond.cleanup23, label %for.body24, !llvm.loop !14
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
!14 = distinct !{!14, !11, !12}
