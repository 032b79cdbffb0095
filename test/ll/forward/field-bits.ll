; A float and an integer in one register come back in the first field of a struct, and only the integer is computed with.
; fwd: --fn f
; run: f_fwd(float 3.0, float 1.0) = 20.0
define internal { i64, i64 } @g(i64 %packed) {
  %high = add i64 %packed, 4294967296
  %kept = and i64 %high, -4294967296
  %low = trunc i64 %packed to i32
  %value = bitcast i32 %low to float
  %double = fmul float %value, 2.0
  %bits = bitcast float %double to i32
  %wide = zext i32 %bits to i64
  %both = or i64 %kept, %wide
  %r = insertvalue { i64, i64 } poison, i64 %both, 0
  %s = insertvalue { i64, i64 } %r, i64 7, 1
  ret { i64, i64 } %s
}
define float @f(float %x) {
  %bits = bitcast float %x to i32
  %wide = zext i32 %bits to i64
  %given = or i64 %wide, 17179869184
  %r = call { i64, i64 } @g(i64 %given)
  %first = extractvalue { i64, i64 } %r, 0
  %high = lshr i64 %first, 32
  %count = trunc i64 %high to i32
  %n = sitofp i32 %count to float
  %low = trunc i64 %first to i32
  %value = bitcast i32 %low to float
  %scaled = fmul float %value, %n
  %second = extractvalue { i64, i64 } %r, 1
  %m = sitofp i64 %second to float
  %more = fmul float %m, %x
  %even = fmul float %x, 3.0
  %sum = fadd float %scaled, %more
  %sum2 = fadd float %sum, %even
  ret float %sum2
}
