; triangle.c by clang 22 -O1
source_filename = "triangle.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; Function Attrs: nofree norecurse nounwind memory(argmem: read, errnomem: write) uwtable
define dso_local double @triangle(ptr noundef readonly captures(none) %l, ptr noundef readonly captures(none) %x, i32 noundef %n) local_unnamed_addr #0 {
entry:
  %cmp33 = icmp sgt i32 %n, 0
  br i1 %cmp33, label %for.body.preheader, label %for.cond.cleanup

for.body.preheader:                               ; preds = %entry
  %0 = zext nneg i32 %n to i64
  %wide.trip.count43 = zext nneg i32 %n to i64
  %invariant.gep = getelementptr inbounds double, ptr %l, i64 %0
  br label %for.body

for.cond.cleanup:                                 ; preds = %for.cond.cleanup5, %entry
  %square.0.lcssa = phi double [ 0.000000e+00, %entry ], [ %3, %for.cond.cleanup5 ]
  ret double %square.0.lcssa

for.body:                                         ; preds = %for.body.preheader, %for.cond.cleanup5
  %indvars.iv40 = phi i64 [ 0, %for.body.preheader ], [ %indvars.iv.next41, %for.cond.cleanup5 ]
  %square.034 = phi double [ 0.000000e+00, %for.body.preheader ], [ %3, %for.cond.cleanup5 ]
  %arrayidx = getelementptr inbounds nuw double, ptr %l, i64 %indvars.iv40
  %1 = load double, ptr %arrayidx, align 8, !tbaa !8
  %call = tail call double @exp(double noundef %1) #3, !tbaa !4
  %arrayidx2 = getelementptr inbounds nuw double, ptr %x, i64 %indvars.iv40
  %2 = load double, ptr %arrayidx2, align 8, !tbaa !8
  %mul = fmul double %call, %2
  %cmp430.not = icmp eq i64 %indvars.iv40, 0
  br i1 %cmp430.not, label %for.cond.cleanup5, label %for.body6

for.cond.cleanup5:                                ; preds = %for.body6, %for.body
  %sum.0.lcssa = phi double [ %mul, %for.body ], [ %6, %for.body6 ]
  %3 = tail call double @llvm.fmuladd.f64(double %sum.0.lcssa, double %sum.0.lcssa, double %square.034)
  %indvars.iv.next41 = add nuw nsw i64 %indvars.iv40, 1
  %exitcond44.not = icmp eq i64 %indvars.iv.next41, %wide.trip.count43
  br i1 %exitcond44.not, label %for.cond.cleanup, label %for.body, !llvm.loop !10

for.body6:                                        ; preds = %for.body, %for.body6
  %indvars.iv = phi i64 [ %indvars.iv.next, %for.body6 ], [ 0, %for.body ]
  %sum.031 = phi double [ %6, %for.body6 ], [ %mul, %for.body ]
  %gep = getelementptr inbounds double, ptr %invariant.gep, i64 %indvars.iv
  %4 = load double, ptr %gep, align 8, !tbaa !8
  %call9 = tail call double @sin(double noundef %4) #3, !tbaa !4
  %arrayidx11 = getelementptr inbounds nuw double, ptr %x, i64 %indvars.iv
  %5 = load double, ptr %arrayidx11, align 8, !tbaa !8
  %6 = tail call double @llvm.fmuladd.f64(double %call9, double %5, double %sum.031)
  %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
  %exitcond.not = icmp eq i64 %indvars.iv.next, %indvars.iv40
  br i1 %exitcond.not, label %for.cond.cleanup5, label %for.body6, !llvm.loop !13
}

; Function Attrs: mustprogress nocallback nofree nounwind willreturn memory(errnomem: write)
declare double @exp(double noundef) local_unnamed_addr #1

; Function Attrs: mustprogress nocallback nofree nounwind willreturn memory(errnomem: write)
declare double @sin(double noundef) local_unnamed_addr #1

; Function Attrs: mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.fmuladd.f64(double, double, double) #2

attributes #0 = { nofree norecurse nounwind memory(argmem: read, errnomem: write) uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { mustprogress nocallback nofree nounwind willreturn memory(errnomem: write) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #2 = { mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
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
