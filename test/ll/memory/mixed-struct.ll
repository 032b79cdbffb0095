; A struct of a double, an integer, an array and a float, copied as a whole: each float moves by itself.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 0.0, double 0.0], double 3.0, double 2.0, i64 1, double 1.0) = void ; 11.0 3.0

%struct.S = type { double, i32, [4 x double], float }

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

define double @f(double %x, double %y, i64 %i) {
  %a = alloca %struct.S, align 8
  %b = alloca %struct.S, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %a, i64 56, i1 false)
  store double %x, ptr %a, align 8
  %k = getelementptr %struct.S, ptr %a, i32 0, i32 1
  store i32 7, ptr %k, align 4
  %w = getelementptr %struct.S, ptr %a, i32 0, i32 2
  %wi = getelementptr [4 x double], ptr %w, i64 0, i64 %i
  store double %y, ptr %wi, align 8
  %z = getelementptr %struct.S, ptr %a, i32 0, i32 3
  %x4 = fptrunc double %x to float
  store float %x4, ptr %z, align 4
  call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %a, i64 56, i1 false)
  %u = load double, ptr %b, align 8
  %bw = getelementptr %struct.S, ptr %b, i32 0, i32 2
  %bwi = getelementptr double, ptr %bw, i64 %i
  %v = load double, ptr %bwi, align 8
  %bz = getelementptr %struct.S, ptr %b, i32 0, i32 3
  %s4 = load float, ptr %bz, align 4
  %s = fpext float %s4 to double
  %bk = getelementptr %struct.S, ptr %b, i32 0, i32 1
  %n = load i32, ptr %bk, align 4
  %nf = sitofp i32 %n to double
  %uv = fmul double %u, %v
  %ns = fmul double %nf, %s
  %r0 = fadd double %uv, %ns
  %us = fadd double %u, %s
  %r1 = fadd double %r0, %us
  ret double %r1
}
