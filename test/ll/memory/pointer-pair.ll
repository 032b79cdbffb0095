; Two pointers that are stored and loaded as one vector, as vectorisers move two members of a struct.
; llvm: 19 22
; grad: --fn f
; run: f_grad([double 3.0, double 5.0], [double 0.0, double 0.0], double 1.0) = ; 3.0 5.0 10.0 3.0
define double @f(ptr noalias %x) {
  %pair = alloca [2 x ptr]
  %moved = alloca [2 x ptr]
  %at = getelementptr double, ptr %x, <2 x i64> <i64 0, i64 1>
  store <2 x ptr> %at, ptr %pair
  %both = load <2 x ptr>, ptr %pair
  %turned = shufflevector <2 x ptr> %both, <2 x ptr> poison, <2 x i32> <i32 1, i32 0>
  store <2 x ptr> %turned, ptr %moved
  %first = load ptr, ptr %moved
  %second = extractelement <2 x ptr> %both, i32 0
  %b = load double, ptr %first
  %a = load double, ptr %second
  %ab = fmul double %a, %b
  %c = load ptr, ptr %pair
  %d = load double, ptr %c
  %bb = fmul double %b, 1.0
  %sum = fadd double %ab, %bb
  %r = fadd double %sum, %d
  %s = fsub double %r, %d
  %four = fmul double %a, 5.0
  %t = fadd double %s, %four
  %u = fsub double %t, %b
  ret double %u
}
