; --- integer-arithmetic: 14 19 22
define i32 @f(i32 %a, i32 %b) {
  %1 = add i32 %a, %b
  %2 = add nuw i32 %1, 1
  %3 = add nuw nsw i32 %2, -1
  %4 = sub nsw i32 %3, %a
  %5 = mul nuw i32 %4, 7
  %6 = shl nuw nsw i32 %5, 1
  %7 = udiv exact i32 %6, 3
  %8 = sdiv i32 %7, %b
  %9 = urem i32 %8, 9
  %10 = srem i32 %9, %b
  %11 = lshr exact i32 %10, 2
  %12 = ashr i32 %11, 1
  %13 = and i32 %12, 255
  %14 = or i32 %13, 16
  %15 = xor i32 %14, -1
  ret i32 %15
}
; --- float-arithmetic: 14 19 22
define double @f(double %a, double %b) {
  %1 = fadd double %a, %b
  %2 = fsub nnan ninf double %1, 1.0
  %3 = fmul fast double %2, %a
  %4 = fdiv arcp contract afn reassoc double %3, %b
  %5 = frem nsz double %4, 2.5e+00
  %6 = fneg nnan double %5
  %7 = fneg double %6
  ret double %7
}
; --- vector-arithmetic: 14 19 22
define <4 x float> @f(<4 x float> %a, <2 x i64> %b) {
  %1 = fadd <4 x float> %a, <float 1.0, float 2.0, float undef, float poison>
  %2 = mul nsw <2 x i64> %b, <i64 3, i64 -3>
  %3 = bitcast <2 x i64> %2 to <4 x float>
  %4 = fsub <4 x float> %1, %3
  ret <4 x float> %4
}
; --- casts: 14 19 22
define i64 @f(i32 %i, i64 %l, float %f, double %d, i8* %p) {
  %1 = trunc i64 %l to i8
  %2 = zext i8 %1 to i32
  %3 = sext i32 %2 to i64
  %4 = fptrunc double %d to float
  %5 = fpext float %4 to double
  %6 = fptoui double %5 to i32
  %7 = fptosi float %f to i64
  %8 = uitofp i32 %6 to double
  %9 = sitofp i64 %7 to float
  %10 = ptrtoint i8* %p to i64
  %11 = inttoptr i64 %10 to i8*
  %12 = bitcast double %8 to i64
  %13 = addrspacecast i8* %11 to i8 addrspace(1)*
  %14 = bitcast float %9 to <2 x i16>
  ret i64 %12
}
; --- trunc-and-gep-flags: 19 22
define ptr @f(ptr %p, i64 %i) {
  %1 = trunc nuw nsw i64 %i to i32
  %2 = trunc nsw i32 %1 to i8
  %3 = getelementptr nusw nuw i8, ptr %p, i64 %i
  %4 = getelementptr inbounds nuw i8, ptr %3, i64 1
  %5 = getelementptr nuw i8, ptr %4, i64 2
  ret ptr %5
}
; --- nneg-disjoint: 19 22
define i64 @f(i32 %a) {
  %1 = zext nneg i32 %a to i64
  %2 = or disjoint i64 %1, 8
  ret i64 %2
}
; --- uitofp-nneg: 19 22
define double @f(i32 %a) {
  %1 = uitofp nneg i32 %a to double
  ret double %1
}
; --- samesign: 22
define i1 @f(i32 %a, i32 %b) {
  %1 = icmp samesign ult i32 %a, %b
  ret i1 %1
}
; --- integer-compare: 14 19 22
define i1 @f(i32 %a, i32 %b, i8* %p, <2 x i64> %v) {
  %1 = icmp eq i32 %a, %b
  %2 = icmp ne i32 %a, 0
  %3 = icmp ugt i32 %a, %b
  %4 = icmp uge i32 %a, %b
  %5 = icmp ult i32 %a, %b
  %6 = icmp ule i32 %a, %b
  %7 = icmp sgt i32 %a, %b
  %8 = icmp sge i32 %a, %b
  %9 = icmp slt i32 %a, %b
  %10 = icmp sle i32 %a, %b
  %11 = icmp eq i8* %p, null
  %12 = icmp slt <2 x i64> %v, zeroinitializer
  ret i1 %11
}
; --- float-compare: 14 19 22
define i1 @f(float %a, float %b) {
  %1 = fcmp false float %a, %b
  %2 = fcmp oeq float %a, %b
  %3 = fcmp ogt float %a, %b
  %4 = fcmp oge float %a, %b
  %5 = fcmp olt float %a, %b
  %6 = fcmp ole float %a, %b
  %7 = fcmp one float %a, %b
  %8 = fcmp ord float %a, %b
  %9 = fcmp ueq float %a, %b
  %10 = fcmp ugt float %a, %b
  %11 = fcmp uge float %a, %b
  %12 = fcmp ult float %a, %b
  %13 = fcmp ule float %a, %b
  %14 = fcmp une float %a, %b
  %15 = fcmp uno float %a, 0.0
  %16 = fcmp fast true float %a, %b
  %17 = fcmp nnan ninf olt float %a, 0x7FF0000000000000
  ret i1 %17
}
; --- fast-math-on-select-phi-call: 14 19 22
declare float @llvm.fma.f32(float, float, float)
define float @f(i1 %c, float %a, float %b) {
entry:
  %s = select fast i1 %c, float %a, float %b
  %r = call reassoc nnan float @llvm.fma.f32(float %s, float %a, float %b)
  br i1 %c, label %x, label %y
x:
  br label %y
y:
  %p = phi nnan nsz float [ %r, %entry ], [ %s, %x ]
  ret float %p
}
; --- fast-math-on-casts: 22
define double @f(float %a, double %b) {
  %1 = fpext nnan float %a to double
  %2 = fptrunc ninf nsz double %b to float
  %3 = fpext float %2 to double
  %4 = fadd double %1, %3
  ret double %4
}
; --- select-and-freeze: 14 19 22
define i32 @f(i1 %c, i32 %a, i32 %b, <4 x i1> %m, <4 x i32> %v) {
  %1 = select i1 %c, i32 %a, i32 %b
  %2 = select <4 x i1> %m, <4 x i32> %v, <4 x i32> zeroinitializer
  %3 = freeze i32 %1
  %4 = freeze <4 x i32> %2
  %5 = freeze i32 poison
  ret i32 %3
}
; --- phi-and-branches: 14 19 22
define i32 @f(i32 %n) {
entry:
  %empty = icmp eq i32 %n, 0
  br i1 %empty, label %exit, label %loop, !prof !0
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %s = phi i32 [ 1, %entry ], [ %t, %loop ]
  %t = mul i32 %s, %i
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %exit, !llvm.loop !1
exit:
  %r = phi i32 [ undef, %entry ], [ %t, %loop ]
  ret i32 %r
}
!0 = !{!"branch_weights", i32 1, i32 100}
!1 = distinct !{!1, !2}
!2 = !{!"llvm.loop.mustprogress"}
; --- switch: 14 19 22
define i32 @f(i32 %k) {
  switch i32 %k, label %d [
    i32 0, label %a
    i32 -7, label %b
    i32 2147483647, label %a
  ]
a:
  ret i32 1
b:
  switch i32 %k, label %d []
d:
  ret i32 0
}
; --- switch-wide: 14 19 22
define void @f(i70 %k) {
  switch i70 %k, label %d [ i70 590295810358705651711, label %d ]
d:
  unreachable
}
; --- indirectbr: 14 19 22
@table = internal constant [2 x i8*] [i8* blockaddress(@f, %a), i8* blockaddress(@f, %b)]
define i32 @f(i64 %i) {
  %p = getelementptr [2 x i8*], [2 x i8*]* @table, i64 0, i64 %i
  %t = load i8*, i8** %p
  indirectbr i8* %t, [label %a, label %b]
a:
  ret i32 1
b:
  indirectbr i8* blockaddress(@f, %a), []
}
; --- blockaddress-numbered: 14 19 22
@t = constant i8* blockaddress(@f, %1)
define void @f() {
  br label %1
1:
  br label %2
2:
  indirectbr i8* blockaddress(@f, %2), [label %1, label %2]
}
; --- blockaddress-before-definition: 14 19 22
define i8* @g() {
  ret i8* blockaddress(@f, %loop)
}
define void @f() {
entry:
  br label %loop
loop:
  br label %loop
}
; --- invoke-landingpad: 14 19 22
declare i32 @__gxx_personality_v0(...)
declare i32 @may_throw(i32)
@type = external constant i8*
define i32 @f() personality i32 (...)* @__gxx_personality_v0 {
  %r = invoke i32 @may_throw(i32 1)
          to label %ok unwind label %bad
ok:
  ret i32 %r
bad:
  %l = landingpad { i8*, i32 }
          cleanup
          catch i8** @type
          catch i8* null
          filter [1 x i8**] [i8** @type]
  %s = extractvalue { i8*, i32 } %l, 1
  %z = icmp eq i32 %s, 0
  br i1 %z, label %again, label %ok2
again:
  resume { i8*, i32 } %l
ok2:
  %k = invoke fastcc i32 @may_throw(i32 2) nounwind
          to label %ok3 unwind label %bad2
ok3:
  ret i32 %k
bad2:
  %m = landingpad { i8*, i32 } filter [0 x i8*] zeroinitializer
  unreachable
}
; --- windows-pads: 14 19 22
declare i32 @__CxxFrameHandler3(...)
declare void @g()
define i32 @f() personality i32 (...)* @__CxxFrameHandler3 {
entry:
  invoke void @g()
          to label %ok unwind label %dispatch
ok:
  ret i32 0
dispatch:
  %cs = catchswitch within none [label %handler, label %all] unwind label %clean
handler:
  %cp = catchpad within %cs [i8* null, i32 64, i8* null]
  invoke void @g() [ "funclet"(token %cp) ]
          to label %back unwind label %clean
back:
  catchret from %cp to label %ok
all:
  %ca = catchpad within %cs []
  invoke void @g() [ "funclet"(token %ca) ]
          to label %back3 unwind label %nested
back3:
  catchret from %ca to label %ok
nested:
  %inner = catchswitch within %ca [label %deep] unwind label %clean
deep:
  %cd = catchpad within %inner [i32 7]
  catchret from %cd to label %back2
back2:
  catchret from %ca to label %ok
clean:
  %c = cleanuppad within none []
  call void @g() [ "funclet"(token %c) ]
  cleanupret from %c unwind to caller
}
; --- cleanup-in-cleanup: 14 19 22
declare i32 @__C_specific_handler(...)
declare void @g()
define void @f() personality i32 (...)* @__C_specific_handler {
  invoke void @g() to label %done unwind label %outer
done:
  ret void
outer:
  %o = cleanuppad within none [i32 1, i8* null]
  cleanupret from %o unwind label %last
last:
  %l = cleanuppad within none []
  cleanupret from %l unwind to caller
}
; --- callbr-labels: 19 22
define i32 @f(i32 %x) {
  callbr void asm sideeffect "testl $0, $0; jne ${1:l}", "r,!i,~{cc}"(i32 %x)
          to label %fall [label %jump]
fall:
  ret i32 0
jump:
  ret i32 1
}
; --- callbr-blockaddress: 14
define i32 @f(i32 %x) {
  callbr void asm sideeffect "testl $0, $0; jne ${1:l}", "r,X,~{cc}"(i32 %x, i8* blockaddress(@f, %jump))
          to label %fall [label %jump]
fall:
  ret i32 0
jump:
  ret i32 1
}
; --- callbr-output: 19 22
define i32 @f(i32 %x) {
  %y = callbr i32 asm "movl $1, $0; jc ${2:l}", "=r,r,!i,!i"(i32 %x)
          to label %fall [label %a, label %b]
fall:
  ret i32 %y
a:
  ret i32 1
b:
  ret i32 2
}
; --- atomicrmw-classic: 14 19 22
define void @f(i32* %p, float* %q) {
  %1 = atomicrmw xchg i32* %p, i32 1 monotonic
  %2 = atomicrmw add i32* %p, i32 1 acquire
  %3 = atomicrmw sub i32* %p, i32 1 release
  %4 = atomicrmw and i32* %p, i32 1 acq_rel
  %5 = atomicrmw nand i32* %p, i32 1 seq_cst
  %6 = atomicrmw or i32* %p, i32 1 syncscope("singlethread") monotonic
  %7 = atomicrmw volatile xor i32* %p, i32 1 monotonic, align 4
  %8 = atomicrmw max i32* %p, i32 1 monotonic, align 8
  %9 = atomicrmw min i32* %p, i32 1 monotonic
  %10 = atomicrmw umax i32* %p, i32 1 monotonic
  %11 = atomicrmw umin i32* %p, i32 1 monotonic
  %12 = atomicrmw fadd float* %q, float 1.0 syncscope("agent") monotonic
  %13 = atomicrmw fsub float* %q, float 1.0 seq_cst
  %14 = atomicrmw xchg float* %q, float 1.0 seq_cst
  ret void
}
; --- atomicrmw-fmax-fmin: 19 22
define void @f(ptr %q) {
  %1 = atomicrmw fmax ptr %q, float 1.0 seq_cst
  %2 = atomicrmw fmin ptr %q, double 1.0 monotonic, align 8
  ret void
}
; --- atomicrmw-wrap: 19 22
define void @f(ptr %q) {
  %1 = atomicrmw uinc_wrap ptr %q, i32 7 seq_cst
  %2 = atomicrmw udec_wrap ptr %q, i32 7 monotonic
  ret void
}
; --- atomicrmw-usub: 22
define void @f(ptr %q) {
  %1 = atomicrmw usub_cond ptr %q, i32 7 seq_cst
  %2 = atomicrmw usub_sat ptr %q, i32 7 monotonic
  ret void
}
; --- atomicrmw-fmaximum: 22
define void @f(ptr %q) {
  %1 = atomicrmw fmaximum ptr %q, float 1.0 seq_cst
  %2 = atomicrmw fminimum ptr %q, float 1.0 monotonic
  ret void
}
; --- atomicrmw-vector-fadd: 19 22
define <2 x half> @f(ptr %q, <2 x half> %v) {
  %1 = atomicrmw fadd ptr %q, <2 x half> %v syncscope("workgroup") monotonic
  ret <2 x half> %1
}
; --- atomicrmw-xchg-pointer: 19 22
define ptr @f(ptr %q, ptr %v) {
  %1 = atomicrmw xchg ptr %q, ptr %v acq_rel
  ret ptr %1
}
; --- cmpxchg: 14 19 22
define i1 @f(i32* %p, i8** %q) {
  %1 = cmpxchg i32* %p, i32 0, i32 1 seq_cst seq_cst
  %2 = cmpxchg weak volatile i32* %p, i32 0, i32 1 syncscope("agent") acq_rel monotonic, align 8
  %3 = cmpxchg i8** %q, i8* null, i8* undef release acquire
  %4 = extractvalue { i32, i1 } %2, 1
  ret i1 %4
}
; --- atomic-load-store: 14 19 22
define void @f(i32* %p, float* %q, i8** %r) {
  %1 = load atomic i32, i32* %p unordered, align 4
  %2 = load atomic volatile float, float* %q syncscope("workgroup") acquire, align 4
  %3 = load atomic i8*, i8** %r seq_cst, align 8
  store atomic i32 %1, i32* %p monotonic, align 4
  store atomic volatile float %2, float* %q syncscope("") release, align 4
  store volatile i32 1, i32* %p, align 1, !nontemporal !0
  %4 = load volatile i32, i32* %p, !range !1
  ret void
}
!0 = !{i32 1}
!1 = !{i32 0, i32 2}
; --- atomic-vector-load: 22
define <2 x i16> @f(ptr %p) {
  %1 = load atomic <2 x i16>, ptr %p seq_cst, align 4
  ret <2 x i16> %1
}
; --- fences: 14 19 22
define void @f() {
  fence acquire
  fence release
  fence acq_rel
  fence seq_cst
  fence syncscope("singlethread") seq_cst
  fence syncscope("agent-one-as") release
  ret void
}
; --- alloca-forms: 14 19 22
define void @f(i32 %n) {
  %1 = alloca i32
  %2 = alloca i32, i32 %n
  %3 = alloca [4 x i8], align 16
  %4 = alloca inalloca { i32, i32 }
  %5 = alloca i32, i64 4, align 64
  %6 = alloca <4 x float>, i32 2, !annotation !0
  ret void
}
!0 = !{!"auto-init"}
; --- alloca-addrspace: 14 19 22
target datalayout = "A5"
define void @f(i32 %n) {
  %1 = alloca i32, align 4, addrspace(5)
  %2 = alloca i32, i32 %n, align 4, addrspace(5)
  %3 = alloca i8, addrspace(5)
  ret void
}
; --- alloca-swifterror: 14 19 22
declare swiftcc void @g(i8** swifterror)
define swiftcc void @f(i8** swifterror %e) {
  %p = alloca swifterror i8*, align 8
  store i8* null, i8** %p
  call swiftcc void @g(i8** swifterror %p)
  ret void
}
; --- call-forms: 14 19 22
declare i32 @printf(i8*, ...)
declare fastcc double @d(double)
define void @f(i8* %s, i32 (i32)* %p) {
  %1 = call i32 (i8*, ...) @printf(i8* %s)
  %2 = tail call i32 (i8*, ...) @printf(i8* nonnull %s, i32 signext 1, double 2.0)
  %3 = notail call nnan fastcc double @d(double noundef 1.0) nounwind
  %4 = call zeroext i32 %p(i32 signext 3) #0
  call void asm sideeffect "", "~{memory}"()
  ret void
}
attributes #0 = { nounwind "k"="v" }
; --- musttail: 14 19 22
declare i32 @g(i8*, ...)
define i32 @f(i8* %s, ...) {
  %r = musttail call i32 (i8*, ...) @g(i8* %s, ...)
  ret i32 %r
}
; --- call-addrspace: 14 19 22
target datalayout = "P1"
define void @f(void ()addrspace(1)* %p) {
  call addrspace(1) void %p()
  ret void
}
declare void @g() addrspace(1)
; --- call-addrspace-opaque: 14 19 22
declare i32 @p(...)
define void @f(ptr addrspace(1) %p) personality ptr @p {
  call addrspace(1) void %p()
  %r = invoke addrspace(1) i32 %p(i32 1) to label %a unwind label %b
a:
  ret void
b:
  %l = landingpad { ptr, i32 } cleanup
  unreachable
}
; --- bundles: 14 19 22
declare void @g()
declare void @llvm.assume(i1)
define void @f(i32* %p, i32 %x) {
  call void @llvm.assume(i1 true) [ "align"(i32* %p, i64 32), "nonnull"(i32* %p) ]
  call void @g() [ "deopt"(i32 1, float 2.0, i32 %x), "empty"() ]
  call void @g() [ "quoted \22name\22"(i32* %p) ]
  ret void
}
; --- bundle-metadata: 22
declare float @g(float)
define float @f(float %x) {
  %r = call float @g(float %x) [ "fp.control"(metadata !"rte"), "fp.except"(metadata !"ignore") ]
  ret float %r
}
; --- aggregates-insert: 14 19 22
define { i32, [2 x float] } @f({ i32, [2 x float] } %a, float %x) {
  %1 = extractvalue { i32, [2 x float] } %a, 1, 0
  %2 = insertvalue { i32, [2 x float] } %a, float %x, 1, 1
  %3 = insertvalue { i32, [2 x float] } poison, i32 3, 0
  %4 = insertvalue { i32, [2 x float] } %3, [2 x float] [float 1.0, float 2.0], 1
  ret { i32, [2 x float] } %4
}
; --- vector-elements: 14 19 22
define <4 x i32> @f(<4 x i32> %v, i32 %x, i64 %i) {
  %1 = extractelement <4 x i32> %v, i64 %i
  %2 = insertelement <4 x i32> %v, i32 %x, i32 2
  %3 = insertelement <4 x i32> undef, i32 %1, i8 0
  %4 = shufflevector <4 x i32> %2, <4 x i32> %3, <4 x i32> <i32 0, i32 5, i32 undef, i32 7>
  %5 = shufflevector <4 x i32> %4, <4 x i32> undef, <2 x i32> zeroinitializer
  %6 = shufflevector <4 x i32> %4, <4 x i32> poison, <8 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 poison>
  ret <4 x i32> %4
}
; --- va-arg: 14 19 22
declare void @llvm.va_start(i8*)
define i32 @f(...) {
  %ap = alloca i8*
  %p = bitcast i8** %ap to i8*
  call void @llvm.va_start(i8* %p)
  %x = va_arg i8** %ap, i32
  %y = va_arg i8** %ap, { i32, double }
  ret i32 %x
}
; --- ptrtoaddr: 22
@g = external global i32
@a = global i64 ptrtoaddr (ptr @g to i64)
define i64 @f(ptr %p) {
  %1 = ptrtoaddr ptr %p to i64
  ret i64 %1
}
; --- inline-asm-forms: 14 19 22
define i32 @f(i32 %x, i32* %p) {
  %1 = call i32 asm "bswap $0", "=r,0,~{dirflag},~{fpsr},~{flags}"(i32 %x)
  %2 = call { i32, i32 } asm sideeffect alignstack inteldialect "mov $0, $1\0A\09nop", "=r,=r,r"(i32 %x)
  call void asm sideeffect inteldialect "mov eax, ebx", "~{eax}"()
  call void asm sideeffect unwind "call other", "~{memory}"()
  call void asm "# $0", "*m"(i32* elementtype(i32) %p)
  ret i32 %1
}
; --- numbered-values: 14 19 22
define i32 @f(i32, i32 %b, i32) {
  %3 = add i32 %0, %1
  br label %4
4:
  %5 = phi i32 [ %3, %2 ], [ %6, %4 ]
  %6 = add i32 %5, %b
  %7 = icmp eq i32 %6, 9
  br i1 %7, label %8, label %4
8:
  ret i32 %6
}
; --- number-gaps: 19 22
define i32 @f(i32 %0) {
  %5 = add i32 %0, 1
  %9 = add i32 %5, 1
  ret i32 %9
}
; --- quoted-labels: 14 19 22
define void @"f \22 x"(i32 %"arg one") {
"entry block":
  br label %"a\5Cb"
"a\5Cb":
  br label %plain
"plain":
  %"foo" = add i32 %"arg one", 1
  %bar = add i32 %foo, 1
  br label %-label$
-label$:
  ret void
}
; --- label-lookalikes: 14 19 22
define void @f() {
  br label %add
add:
  br label %i32
i32:
  br label %declare
declare:
  br label %to
to:
  ret void
}
; --- unreachable-code: 14 19 22
define void @f() {
  ret void
dead:
  %x = add i32 %y, 1
  %y = add i32 %x, 1
  br label %dead
}
; --- forward-references: 14 19 22
define i32 @f(i1 %c) {
entry:
  br i1 %c, label %b, label %c2
a:
  %x = add i32 %y, 1
  ret i32 %x
c2:
  ret i32 0
b:
  %y = call i32 @later(i32 4)
  br label %a
}
define i32 @later(i32 %x) {
  ret i32 %x
}
; --- forward-reference-dominated: 14 19 22
define i32 @f() {
entry:
  br label %b
a:
  %x = add i32 %y, 1
  ret i32 %x
b:
  %y = call i32 @later(i32 4)
  br label %a
}
declare i32 @later(i32)
; --- undeclared-intrinsic: 19 22
define double @f(double %x) {
  %r = call double @llvm.sin.f64(double %x)
  ret double %r
}
; --- lifetime-typed: 14 19 22
declare void @llvm.lifetime.start.p0i8(i64, i8*)
declare void @llvm.lifetime.end.p0i8(i64 immarg, i8* nocapture)
define void @f() {
  %a = alloca i8
  call void @llvm.lifetime.start.p0i8(i64 1, i8* %a)
  call void @llvm.lifetime.end.p0i8(i64 1, i8* nonnull %a)
  ret void
}
; --- lifetime-sized: 14 19 22
declare void @llvm.lifetime.start.p0(i64, ptr)
define void @f() {
  %a = alloca i8
  call void @llvm.lifetime.start.p0(i64 1, ptr %a)
  ret void
}
; --- memory-intrinsics: 14 19 22
declare void @llvm.memcpy.p0i8.p0i8.i64(i8* noalias, i8* noalias, i64, i1 immarg)
declare void @llvm.memset.p0i8.i32(i8*, i8, i32, i1)
define void @f(i8* %a, i8* %b, i64 %n) {
  call void @llvm.memcpy.p0i8.p0i8.i64(i8* align 8 %a, i8* align 1 dereferenceable(16) %b, i64 %n, i1 false)
  call void @llvm.memset.p0i8.i32(i8* %a, i8 -86, i32 3, i1 true)
  ret void
}
; --- constrained: 14 19 22
declare double @llvm.experimental.constrained.fadd.f64(double, double, metadata, metadata)
declare i1 @llvm.experimental.constrained.fcmp.f64(double, double, metadata, metadata)
define double @f(double %a) strictfp {
  %1 = call double @llvm.experimental.constrained.fadd.f64(double %a, double 1.0, metadata !"round.dynamic", metadata !"fpexcept.strict") strictfp
  %2 = call i1 @llvm.experimental.constrained.fcmp.f64(double %1, double %a, metadata !"oeq", metadata !"fpexcept.strict") #0
  ret double %1
}
attributes #0 = { strictfp }
; --- statepoint: 14 19 22
declare void @g()
declare token @llvm.experimental.gc.statepoint.p0f_isVoidf(i64, i32, void ()*, i32, i32, ...)
declare i8 addrspace(1)* @llvm.experimental.gc.relocate.p1i8(token, i32, i32)
define i8 addrspace(1)* @f(i8 addrspace(1)* %p) gc "statepoint-example" {
  %t = call token (i64, i32, void ()*, i32, i32, ...) @llvm.experimental.gc.statepoint.p0f_isVoidf(i64 0, i32 0, void ()* elementtype(void ()) @g, i32 0, i32 0, i32 0, i32 0) [ "gc-live"(i8 addrspace(1)* %p) ]
  %r = call i8 addrspace(1)* @llvm.experimental.gc.relocate.p1i8(token %t, i32 0, i32 0)
  ret i8 addrspace(1)* %r
}
; --- coroutine-tokens: 19 22
declare token @llvm.coro.id(i32, ptr, ptr, ptr)
declare i1 @llvm.coro.alloc(token)
declare ptr @llvm.coro.begin(token, ptr)
declare token @llvm.coro.save(ptr)
declare i8 @llvm.coro.suspend(token, i1)
define ptr @f() presplitcoroutine {
entry:
  %id = call token @llvm.coro.id(i32 0, ptr null, ptr null, ptr null)
  %need = call i1 @llvm.coro.alloc(token %id)
  %h = call ptr @llvm.coro.begin(token %id, ptr null)
  %s = call i8 @llvm.coro.suspend(token none, i1 false)
  switch i8 %s, label %exit [ i8 0, label %exit
                              i8 1, label %exit ]
exit:
  ret ptr %h
}
; --- vector-predication: 14 19 22
declare <4 x double> @llvm.vp.fadd.v4f64(<4 x double>, <4 x double>, <4 x i1>, i32)
declare double @llvm.vector.reduce.fadd.v4f64(double, <4 x double>)
declare <4 x double> @llvm.masked.gather.v4f64.v4p0(<4 x ptr>, i32, <4 x i1>, <4 x double>)
define double @f(<4 x double> %a, <4 x i1> %m, <4 x ptr> %p) {
  %1 = call <4 x double> @llvm.vp.fadd.v4f64(<4 x double> %a, <4 x double> %a, <4 x i1> %m, i32 4)
  %2 = call fast double @llvm.vector.reduce.fadd.v4f64(double -0.0, <4 x double> %1)
  ret double %2
}
; --- masked-load-with-alignment: 14 19 22
declare <4 x float> @llvm.masked.load.v4f32.p0(ptr, i32, <4 x i1>, <4 x float>)
define <4 x float> @f(ptr %p, <4 x i1> %m) {
  %1 = call <4 x float> @llvm.masked.load.v4f32.p0(ptr %p, i32 4, <4 x i1> %m, <4 x float> poison)
  ret <4 x float> %1
}
; --- sret-byval-calls: 14 19 22
%s = type { [4 x i64] }
declare void @g(%s* sret(%s) align 8, %s* byval(%s) align 16)
define void @f(%s* noalias sret(%s) %out, %s* byval(%s) %in) {
  call void @g(%s* sret(%s) align 8 %out, %s* byval(%s) align 16 %in)
  ret void
}
; --- preallocated: 14 19 22
declare token @llvm.call.preallocated.setup(i32)
declare i8* @llvm.call.preallocated.arg(token, i32)
declare void @g(i32* preallocated(i32))
define void @f() {
  %t = call token @llvm.call.preallocated.setup(i32 1)
  %x = call i8* @llvm.call.preallocated.arg(token %t, i32 0) preallocated(i32)
  %y = bitcast i8* %x to i32*
  call void @g(i32* preallocated(i32) %y) [ "preallocated"(token %t) ]
  ret void
}
; --- return-values: 14 19 22
define [2 x { i8, <2 x double> }] @f() {
  ret [2 x { i8, <2 x double> }] [{ i8, <2 x double> } { i8 1, <2 x double> <double 1.0, double 2.0> }, { i8, <2 x double> } zeroinitializer]
}
define {} @g() {
  ret {} zeroinitializer
}
define <{ i8, i32 }> @h() {
  ret <{ i8, i32 }> <{ i8 1, i32 2 }>
}
; --- instruction-metadata: 14 19 22
define i32* @f(i32** %p) {
  %1 = load i32*, i32** %p, align 8, !nonnull !0, !dereferenceable !1, !align !2, !noundef !0, !tbaa !3, !invariant.load !0, !custom.kind !{!"x", i32 1}
  ret i32* %1
}
!0 = !{}
!1 = !{i64 4}
!2 = !{i64 8}
!3 = !{!4, !4, i64 0}
!4 = !{!"any pointer", !5, i64 0}
!5 = !{!"root"}
