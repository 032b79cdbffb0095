; factors.c by clang 22 -O1
source_filename = "factors.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; Function Attrs: nofree norecurse nosync nounwind memory(argmem: readwrite) uwtable
define dso_local double @factors(ptr noundef captures(none) %f, i32 noundef %n) local_unnamed_addr #0 {
entry:
  %cmp62 = icmp sgt i32 %n, 0
  br i1 %cmp62, label %for.body.preheader, label %for.cond.cleanup

for.body.preheader:                               ; preds = %entry
  %0 = zext nneg i32 %n to i64
  %1 = zext nneg i32 %n to i64
  %2 = zext nneg i32 %n to i64
  %wide.trip.count81 = zext nneg i32 %n to i64
  %wide.trip.count74 = zext nneg i32 %n to i64
  %wide.trip.count = zext nneg i32 %n to i64
  br label %for.body

for.cond.loopexit:                                ; preds = %for.cond.cleanup13, %for.body
  %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
  %exitcond82.not = icmp eq i64 %indvars.iv.next77, %wide.trip.count81
  br i1 %exitcond82.not, label %for.cond.cleanup, label %for.body, !llvm.loop !8

for.cond.cleanup:                                 ; preds = %for.cond.loopexit, %entry
  %mul30 = mul nsw i32 %n, %n
  %3 = zext nneg i32 %mul30 to i64
  %4 = getelementptr double, ptr %f, i64 %3
  %arrayidx32 = getelementptr i8, ptr %4, i64 -8
  %5 = load double, ptr %arrayidx32, align 8, !tbaa !11
  ret double %5

for.body:                                         ; preds = %for.body.preheader, %for.cond.loopexit
  %indvars.iv76 = phi i64 [ 0, %for.body.preheader ], [ %indvars.iv.next77, %for.cond.loopexit ]
  %indvars.iv = phi i64 [ 1, %for.body.preheader ], [ %indvars.iv.next, %for.cond.loopexit ]
  %indvars.iv.next77 = add nuw nsw i64 %indvars.iv76, 1
  %cmp260 = icmp samesign ult i64 %indvars.iv.next77, %1
  br i1 %cmp260, label %for.body4.lr.ph, label %for.cond.loopexit

for.body4.lr.ph:                                  ; preds = %for.body
  %indvars80 = trunc i64 %indvars.iv76 to i32
  %6 = mul nuw nsw i64 %indvars.iv76, %2
  %mul = mul nuw nsw i32 %n, %indvars80
  %7 = zext i32 %mul to i64
  %8 = getelementptr inbounds nuw double, ptr %f, i64 %indvars.iv76
  %arrayidx = getelementptr inbounds nuw double, ptr %8, i64 %7
  %invariant.gep85 = getelementptr inbounds double, ptr %f, i64 %indvars.iv76
  %invariant.gep = getelementptr inbounds double, ptr %f, i64 %6
  br label %for.body4

for.body4:                                        ; preds = %for.body4.lr.ph, %for.cond.cleanup13
  %indvars.iv69 = phi i64 [ %indvars.iv, %for.body4.lr.ph ], [ %indvars.iv.next70, %for.cond.cleanup13 ]
  %9 = load double, ptr %arrayidx, align 8, !tbaa !11
  %10 = mul nuw nsw i64 %indvars.iv69, %0
  %gep86 = getelementptr inbounds double, ptr %invariant.gep85, i64 %10
  %11 = load double, ptr %gep86, align 8, !tbaa !11
  %div = fdiv double %11, %9
  store double %div, ptr %gep86, align 8, !tbaa !11
  %neg = fneg double %div
  %invariant.gep83 = getelementptr inbounds double, ptr %f, i64 %10
  br label %for.body14

for.cond.cleanup13:                               ; preds = %for.body14
  %indvars.iv.next70 = add nuw nsw i64 %indvars.iv69, 1
  %exitcond75.not = icmp eq i64 %indvars.iv.next70, %wide.trip.count74
  br i1 %exitcond75.not, label %for.cond.loopexit, label %for.body4, !llvm.loop !13

for.body14:                                       ; preds = %for.body4, %for.body14
  %indvars.iv64 = phi i64 [ %indvars.iv, %for.body4 ], [ %indvars.iv.next65, %for.body14 ]
  %gep = getelementptr inbounds double, ptr %invariant.gep, i64 %indvars.iv64
  %12 = load double, ptr %gep, align 8, !tbaa !11
  %gep84 = getelementptr inbounds double, ptr %invariant.gep83, i64 %indvars.iv64
  %13 = load double, ptr %gep84, align 8, !tbaa !11
  %14 = tail call double @llvm.fmuladd.f64(double %neg, double %12, double %13)
  store double %14, ptr %gep84, align 8, !tbaa !11
  %indvars.iv.next65 = add nuw nsw i64 %indvars.iv64, 1
  %exitcond.not = icmp eq i64 %indvars.iv.next65, %wide.trip.count
  br i1 %exitcond.not, label %for.cond.cleanup13, label %for.body14, !llvm.loop !14
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
!8 = distinct !{!8, !9, !10}
!9 = !{!"llvm.loop.mustprogress"}
!10 = !{!"llvm.loop.unroll.disable"}
!11 = !{!12, !12, i64 0}
!12 = !{!"double", !6, i64 0}
!13 = distinct !{!13, !9, !10}
!14 = distinct !{!14, !9, !10}
