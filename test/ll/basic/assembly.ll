; Inline assembly without instructions hands its operand on; minpd and maxpd give the second operand where neither is less.
; grad: --fn hidden
; grad: --fn barrier
; grad: --fn clamp
; grad: --fn pointer
; grad: --fn packet
; grad: --fn rounded
; grad: --fn trick
; llvm: 19 22
; run: hidden_grad(double 3.0, double 1.0) = 6.0
; run: barrier_grad(double 3.0, double 1.0) = 6.0
; run: clamp_grad([double 5.0, double -7.0], [double 0.0, double 0.0], double 1.0) = ; 5.0 -7.0 ; 10.0 0.0
; run: clamp_grad([double 2.0, double 9.0], [double 0.0, double 0.0], double 1.0) = ; 2.0 9.0 ; 0.0 0.0
; run: pointer_grad([double 3.0, double 4.0], [double 0.0, double 0.0], double 1.0) = ; 3.0 4.0 ; 0.0 8.0
; run: packet_grad(double 3.0, double 1.0) = 6.0
; run: rounded_grad(double 2.75, double 1.0) = 3.0
; run: trick_grad(double 2.75, double 1.0) = 3.0
define double @hidden(double %x) {
  %y = call double asm sideeffect "", "=x,0,~{memory},~{dirflag},~{fpsr},~{flags}"(double %x)
  %r = fmul double %y, %y
  ret double %r
}
define double @barrier(double %x) {
  %s = alloca double
  store double %x, ptr %s
  call void asm sideeffect "", "=*m,r,*m,~{memory}"(ptr elementtype(double) %s, double %x, ptr elementtype(double) %s)
  %y = load double, ptr %s
  %r = fmul double %y, %x
  ret double %r
}
define double @clamp(ptr %p) {
  %v = load <2 x double>, ptr %p, align 8
  %a = call <2 x double> asm "maxpd $1, $0", "=x,x,0,~{dirflag},~{fpsr},~{flags}"(<2 x double> <double 2.0, double 2.0>, <2 x double> %v)
  %b = call <2 x double> asm "minpd $1, $0", "=x,x,0,~{dirflag},~{fpsr},~{flags}"(<2 x double> <double 8.0, double 8.0>, <2 x double> %a)
  %s = fmul <2 x double> %b, %b
  %x = extractelement <2 x double> %s, i32 0
  %y = extractelement <2 x double> %s, i32 1
  %r = fadd double %x, %y
  ret double %r
}
define double @pointer(ptr %p) {
  %q = getelementptr double, ptr %p, i64 1
  %h = call ptr asm "", "=r,0"(ptr %q)
  %y = load double, ptr %h
  %r = fmul double %y, %y
  ret double %r
}
; As Eigen hides a packet: in a register or in memory, as the compiler likes.
define double @packet(double %x) {
  %s = alloca double
  store double %x, ptr %s
  call void asm "", "=*imr|x,0,~{dirflag},~{fpsr},~{flags}"(ptr elementtype(double) %s, double %x)
  %y = load double, ptr %s
  %r = fmul double %y, %x
  ret double %r
}
declare i32 @llvm.x86.sse2.cvtsd2si(<2 x double>)
define double @rounded(double %x) {
  %v = insertelement <2 x double> zeroinitializer, double %x, i32 0
  %n = call i32 @llvm.x86.sse2.cvtsd2si(<2 x double> %v)
  %f = sitofp i32 %n to double
  %r = fmul double %x, %f
  ret double %r
}
; A barrier between the sum with 2^52 and the difference: the value is rounded, and constant but for jumps.
define double @trick(double %x) {
  %s = fadd double %x, 0x4330000000000000
  %h = call double asm sideeffect "", "=x,0,~{dirflag},~{fpsr},~{flags}"(double %s)
  %n = fadd double %h, 0xC330000000000000
  %r = fmul double %x, %n
  ret double %r
}
