; layers.c by clang 22 -O1
source_filename = "layers.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; Function Attrs: nofree norecurse nounwind memory(argmem: readwrite, errnomem: write) uwtable
define dso_local double @layers(ptr noundef readonly captures(none) %w, ptr noundef captures(none) %space, i32 noundef %count, i32 noundef %n) local_unnamed_addr #0 {
entry:
  %cmp55 = icmp sgt i32 %count, 0
  br i1 %cmp55, label %for.cond1.preheader.lr.ph, label %for.cond.cleanup

for.cond1.preheader.lr.ph:                        ; preds = %entry
  %cmp253 = icmp sgt i32 %n, 0
  %0 = zext i32 %n to i64
  %1 = zext i32 %n to i64
  %2 = zext i32 %n to i64
  %wide.trip.count74 = zext nneg i32 %count to i64
  %wide.trip.count66 = zext nneg i32 %n to i64
  %wide.trip.count = zext nneg i32 %n to i64
  br label %for.cond1.preheader

for.cond1.preheader:                              ; preds = %for.cond1.preheader.lr.ph, %for.cond.cleanup3
  %indvars.iv68 = phi i64 [ 0, %for.cond1.preheader.lr.ph ], [ %indvars.iv.next69, %for.cond.cleanup3 ]
  br i1 %cmp253, label %for.cond5.preheader.lr.ph, label %for.cond.cleanup3

for.cond5.preheader.lr.ph:                        ; preds = %for.cond1.preheader
  %3 = mul nuw nsw i64 %indvars.iv68, %1
  %4 = add nuw nsw i64 %indvars.iv68, 1
  %5 = mul nuw nsw i64 %4, %2
  %invariant.gep76 = getelementptr inbounds double, ptr %space, i64 %3
  %invariant.gep78 = getelementptr inbounds double, ptr %space, i64 %5
  br label %for.cond5.preheader

for.cond.cleanup:                                 ; preds = %for.cond.cleanup3, %entry
  %mul27 = mul nsw i32 %n, %count
  %idxprom28 = sext i32 %mul27 to i64
  %arrayidx29 = getelementptr inbounds double, ptr %space, i64 %idxprom28
  %6 = load double, ptr %arrayidx29, align 8, !tbaa !8
  ret double %6

for.cond5.preheader:                              ; preds = %for.cond5.preheader.lr.ph, %for.cond.cleanup7
  %indvars.iv60 = phi i64 [ 0, %for.cond5.preheader.lr.ph ], [ %indvars.iv.next61, %for.cond.cleanup7 ]
  %7 = add nuw nsw i64 %indvars.iv60, %3
  %8 = mul nuw nsw i64 %7, %0
  %invariant.gep = getelementptr inbounds double, ptr %w, i64 %8
  br label %for.body8

for.cond.cleanup3:                                ; preds = %for.cond.cleanup7, %for.cond1.preheader
  %indvars.iv.next69 = add nuw nsw i64 %indvars.iv68, 1
  %exitcond75.not = icmp eq i64 %indvars.iv.next69, %wide.trip.count74
  br i1 %exitcond75.not, label %for.cond.cleanup, label %for.cond1.preheader, !llvm.loop !10

for.cond.cleanup7:                                ; preds = %for.body8
  %call = tail call double @tanh(double noundef %11) #3, !tbaa !4
  %gep79 = getelementptr inbounds double, ptr %invariant.gep78, i64 %indvars.iv60
  store double %call, ptr %gep79, align 8, !tbaa !8
  %indvars.iv.next61 = add nuw nsw i64 %indvars.iv60, 1
  %exitcond67.not = icmp eq i64 %indvars.iv.next61, %wide.trip.count66
  br i1 %exitcond67.not, label %for.cond.cleanup3, label %for.cond5.preheader, !llvm.loop !13

for.body8:                                        ; preds = %for.cond5.preheader, %for.body8
  %indvars.iv = phi i64 [ 0, %for.cond5.preheader ], [ %indvars.iv.next, %for.body8 ]
  %sum.051 = phi double [ 0.000000e+00, %for.cond5.preheader ], [ %11, %for.body8 ]
  %gep = getelementptr inbounds double, ptr %invariant.gep, i64 %indvars.iv
  %9 = load double, ptr %gep, align 8, !tbaa !8
  %gep77 = getelementptr inbounds double, ptr %invariant.gep76, i64 %indvars.iv
  %10 = load double, ptr %gep77, align 8, !tbaa !8
  %11 = tail call double @llvm.fmuladd.f64(double %9, double %10, double %sum.051)
  %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
  %exitcond.not = icmp eq i64 %indvars.iv.next, %wide.trip.count
  br i1 %exitcond.not, label %for.cond.cleanup7, label %for.body8, !llvm.loop !14
}

; Function Attrs: mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.fmuladd.f64(double, double, double) #1

; Function Attrs: mustprogress nocallback nofree nounwind willreturn memory(errnomem: write)
declare double @tanh(double noundef) local_unnamed_addr #2

attributes #0 = { nofree norecurse nounwind memory(argmem: readwrite, errnomem: write) uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #2 = { mustprogress nocallback nofree nounwind willreturn memory(errnomem: write) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #3 = { nounwind }

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
