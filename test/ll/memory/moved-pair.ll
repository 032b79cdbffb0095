; Two floats move as one i64 through a phi, beside a constant for both; a float and an integer move as another.
; llvm: 19 22
; grad: --fn f
; run: f_grad([float 3.0, float 5.0], [float 0.0, float 0.0], [float 0.0, float 0.0], [float 0.0, float 0.0], i1 1, float 1.0) = void ; 3.0 5.0 ; 5.0 3.0 ; 3.0 5.0 ; 0.0 0.0
; run: f_grad([float 3.0, float 5.0], [float 0.0, float 0.0], [float 0.0, float 0.0], [float 0.0, float 0.0], i1 0, float 1.0) = void ; 3.0 5.0 ; 0.0 0.0 ; 2.0 2.0 ; 0.0 0.0

define float @f(ptr %x, ptr %y, i1 %c) {
  %s = alloca { float, i32 }, align 8
  %t = alloca { float, i32 }, align 8
  br i1 %c, label %take, label %join

take:
  %pair = load i64, ptr %x, align 4
  br label %join

join:
  %moved = phi i64 [ %pair, %take ], [ 4611686019501129728, %0 ]
  store i64 %moved, ptr %y, align 4
  %a = load float, ptr %y, align 4
  %second = getelementptr inbounds i8, ptr %y, i64 4
  %b = load float, ptr %second, align 4
  store float %b, ptr %s, align 8
  %n = getelementptr inbounds i8, ptr %s, i64 4
  store i32 1, ptr %n, align 4
  %both = load i64, ptr %s, align 8
  store i64 %both, ptr %t, align 8
  %d = load float, ptr %t, align 8
  %m = getelementptr inbounds i8, ptr %t, i64 4
  %k = load i32, ptr %m, align 4
  %kf = sitofp i32 %k to float
  %ad = fmul float %a, %d
  %u = load float, ptr %x, align 4
  %zero = fmul float %u, 0.0
  %sum = fadd float %ad, %zero
  %r = fmul float %sum, %kf
  ret float %r
}
