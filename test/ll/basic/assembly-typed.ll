; A packet that is hidden in memory or in a register, with typed pointers.
; llvm: 14
; grad: --fn packet
; run: packet_grad(double 3.0, double 1.0) = 6.0
define double @packet(double %x) {
  %slot = alloca <2 x double>, align 16
  %a = insertelement <2 x double> undef, double %x, i32 0
  %b = insertelement <2 x double> %a, double 1.0, i32 1
  call void asm "", "=*imr|x,0,~{dirflag},~{fpsr},~{flags}"(<2 x double>* elementtype(<2 x double>) %slot, <2 x double> %b)
  %c = load <2 x double>, <2 x double>* %slot
  %y = extractelement <2 x double> %c, i32 0
  %r = fmul double %y, %y
  ret double %r
}
