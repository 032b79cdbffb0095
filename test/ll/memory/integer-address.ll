; Pointers made of integers: masked by an intrinsic, counted from null, and shifted to and fro in a phi.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], i64 0, double 1.0) = void ; 2.0 3.0 ; 4.0 0.0
; run: f_grad([double 2.0, double 3.0], [double 0.0, double 0.0], i64 1, double 1.0) = void ; 2.0 3.0 ; 3.0 2.0

declare ptr @llvm.ptrmask.p0.i64(ptr, i64)

define double @f(ptr %x, i64 %k) {
entry:
  %tagged = getelementptr i8, ptr %x, i64 3
  %masked = call ptr @llvm.ptrmask.p0.i64(ptr %tagged, i64 -8)
  %u = load double, ptr %masked, align 8
  %start = ptrtoint ptr %x to i64
  %first = icmp eq i64 %k, 0
  br i1 %first, label %done, label %other

other:
  %bytes = shl i64 %k, 3
  %next = add i64 %start, %bytes
  br label %done

done:
  %where = phi i64 [ %start, %entry ], [ %next, %other ]
  %p = getelementptr i8, ptr null, i64 %where
  %v = load double, ptr %p, align 8
  %r = fmul double %u, %v
  ret double %r
}
