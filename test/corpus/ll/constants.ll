; --- splat-constants: 19 22
@g = global <4 x i32> splat (i32 7)
define <vscale x 2 x double> @f(<vscale x 2 x double> %a, <2 x half> %b) {
  %1 = fadd <vscale x 2 x double> %a, splat (double 1.5)
  %2 = fmul <2 x half> %b, splat (half 0xH3C00)
  ret <vscale x 2 x double> %1
}
; --- expr-bitwise: 14
@g = external global i32
@a = global i64 and (i64 ptrtoint (i32* @g to i64), i64 255)
@b = global i64 or (i64 ptrtoint (i32* @g to i64), i64 1)
; --- expr-shl: 14
@g = external global i32
@b = global i64 shl nuw (i64 ptrtoint (i32* @g to i64), i64 3)
; --- expr-shifts: 14
@g = external global i32
@a = global i64 lshr exact (i64 ptrtoint (i32* @g to i64), i64 3)
@b = global i64 ashr (i64 ptrtoint (i32* @g to i64), i64 3)
; --- expr-compare: 14
@g = external global i32
@a = global i1 icmp ugt (i64 ptrtoint (i32* @g to i64), i64 4096)
@b = global i1 icmp eq (i32* @g, i32* inttoptr (i64 16 to i32*))
; --- expr-fcmp: 14
@g = external global i32
@a = global i1 fcmp olt (float bitcast (i32 ptrtoint (i32* @g to i32) to float), float 1.0)
; --- expr-select: 14
@g = external global i32
@h = external global i32
@a = global i32* select (i1 icmp ne (i64 ptrtoint (i32* @g to i64), i64 5), i32* @g, i32* @h)
; --- expr-int-casts: 14
@g = external global i32
@a = global i128 zext (i64 ptrtoint (i32* @g to i64) to i128)
@b = global i128 sext (i64 ptrtoint (i32* @g to i64) to i128)
; --- expr-float-casts: 14
@g = external global i32
@a = global double fpext (float bitcast (i32 ptrtoint (i32* @g to i32) to float) to double)
@b = global float uitofp (i64 ptrtoint (i32* @g to i64) to float)
@c = global float sitofp (i64 ptrtoint (i32* @g to i64) to float)
@d = global i32 fptosi (float bitcast (i32 ptrtoint (i32* @g to i32) to float) to i32)
@e = global half fptrunc (float bitcast (i32 ptrtoint (i32* @g to i32) to float) to half)
; --- expr-division: 14
@g = external global i32
@a = global i64 sdiv exact (i64 ptrtoint (i32* @g to i64), i64 4)
@b = global i64 urem (i64 ptrtoint (i32* @g to i64), i64 7)
; --- expr-float-arithmetic: 14
@g = external global i32
@a = global float fadd (float bitcast (i32 ptrtoint (i32* @g to i32) to float), float 1.0)
@b = global float fmul (float bitcast (i32 ptrtoint (i32* @g to i32) to float), float 0.5)
; --- expr-fneg: 14
@g = external global i32
@a = global float fneg (float bitcast (i32 ptrtoint (i32* @g to i32) to float))
; --- expr-extractvalue: 14
@g = external global i32
@a = global i64 extractvalue ({ i32, i64 } { i32 1, i64 ptrtoint (i32* @g to i64) }, 1)
@b = global { i32, i64 } insertvalue ({ i32, i64 } undef, i64 ptrtoint (i32* @g to i64), 1)
; --- expr-mul: 14 19
@g = external global i32
@a = global i64 mul nsw (i64 ptrtoint (i32* @g to i64), i64 24)
; --- expr-add-sub-xor: 14 19 22
@g = external global i32
@h = external global i32
@a = global i64 add (i64 ptrtoint (i32* @g to i64), i64 24)
@b = global i32 trunc (i64 sub (i64 ptrtoint (i32* @g to i64), i64 ptrtoint (i32* @h to i64)) to i32)
@c = global i64 xor (i64 ptrtoint (i32* @g to i64), i64 -1)
@d = global i64 add nuw nsw (i64 sub nsw (i64 0, i64 ptrtoint (i32* @h to i64)), i64 1)
; --- expr-pointers: 14 19 22
@g = external global [4 x i32]
@a = global i8* bitcast ([4 x i32]* @g to i8*)
@b = global i32 addrspace(1)* addrspacecast (i32* getelementptr inbounds ([4 x i32], [4 x i32]* @g, i64 0, i64 1) to i32 addrspace(1)*)
@c = global i8* inttoptr (i64 add (i64 ptrtoint ([4 x i32]* @g to i64), i64 3) to i8*)
@d = global i32* getelementptr ({ i32, [4 x i32] }, { i32, [4 x i32] }* null, i32 0, i32 1, i64 2)
@e = global i64 ptrtoint (i32* getelementptr (i32, i32* null, i32 1) to i64)
; --- expr-vector: 14 19 22
@g = external global i32
@a = global <2 x i64> insertelement (<2 x i64> undef, i64 ptrtoint (i32* @g to i64), i32 0)
@b = global i64 extractelement (<2 x i64> insertelement (<2 x i64> undef, i64 ptrtoint (i32* @g to i64), i32 0), i32 1)
@c = global <2 x i64> shufflevector (<2 x i64> insertelement (<2 x i64> undef, i64 ptrtoint (i32* @g to i64), i32 0), <2 x i64> undef, <2 x i32> zeroinitializer)
; --- gep-inrange-marker: 14
@vt = constant { [3 x i8*] } zeroinitializer
@a = global i8** getelementptr inbounds ({ [3 x i8*] }, { [3 x i8*] }* @vt, i32 0, inrange i32 0, i32 2)
; --- gep-inrange-range: 19 22
@vt = constant { [3 x ptr] } zeroinitializer
@a = global ptr getelementptr inbounds inrange(-16, 8) ({ [3 x ptr] }, ptr @vt, i32 0, i32 0, i32 2)
; --- gep-constant-flags: 19 22
@g = external global [4 x i8]
@a = global ptr getelementptr nusw nuw ([4 x i8], ptr @g, i64 0, i64 1)
@b = global ptr getelementptr inbounds nuw (i8, ptr @g, i64 3)
; --- ptrauth: 19 22
@g = external global i32
@a = global ptr ptrauth (ptr @g, i32 2)
@b = global ptr ptrauth (ptr @g, i32 2, i64 7)
@c = global ptr ptrauth (ptr @g, i32 2, i64 7, ptr @c)
; --- ptrauth-deactivation: 22
@g = external global i32
@d = external global i8
@a = global ptr ptrauth (ptr @g, i32 2, i64 7, ptr null, ptr @d)
; --- dso-local-equivalent: 14 19 22
declare void @f()
@a = global i32 trunc (i64 sub (i64 ptrtoint (void ()* dso_local_equivalent @f to i64), i64 ptrtoint (i32* @a to i64)) to i32)
define void @g() {
  call void dso_local_equivalent @f()
  ret void
}
; --- no-cfi: 14 19 22
declare void @f()
@a = global void ()* no_cfi @f
define void @g() {
  call void no_cfi @f()
  ret void
}
; --- float-decimal: 14 19 22
@a = global [8 x double] [double 0.0, double -0.0, double 1.0, double 1.5e10, double -2.25e-3, double 0.1, double 1.0e300, double 3.0e+00]
@b = global [4 x float] [float 0.5, float 1.0e1, float -3.0, float 2.5e-01]
@c = global half 1.5
@d = global x86_fp80 0xK4000C90FDAA22168C235
@e = global float 0x3FB99999A0000000
; --- float-hex: 14 19 22
@a = global [5 x double] [double 0x7FF0000000000000, double 0xFFF0000000000000, double 0x7FF8000000000000, double 0x7FF0000000000001, double 0x8000000000000000]
@b = global [4 x float] [float 0x7FF8000000000000, float 0x36A0000000000000, float 0x3FF5555560000000, float 0x7FF0000020000000]
@c = global [3 x half] [half 0xH7E00, half 0xH0001, half 0xHFC00]
@d = global [2 x bfloat] [bfloat 0xR7FC0, bfloat 0xR0001]
@e = global [3 x x86_fp80] [x86_fp80 0xK7FFF8000000000000000, x86_fp80 0xKFFFFC000000000000000, x86_fp80 0xK00000000000000000001]
@f = global [2 x fp128] [fp128 0xL00000000000000007FFF800000000000, fp128 0xL00000000000000000000000000000001]
@g = global [2 x ppc_fp128] [ppc_fp128 0xM400921FB54442D183CA1A62633145C07, ppc_fp128 0xM00000000000000000000000000000000]
; --- integers: 14 19 22
@a = global [8 x i8] [i8 -128, i8 127, i8 255, i8 0, i8 u0xFF, i8 s0xFF, i8 -1, i8 u0x7]
@b = global i1 true
@c = global [2 x i1] [i1 false, i1 1]
@d = global i256 115792089237316195423570985008687907853269984665640564039457584007913129639935
@e = global i128 -170141183460469231731687303715884105728
@f = global i65 s0x1FFFFFFFFFFFFFFFF
; --- strings: 14 19 22
@a = constant [11 x i8] c"a\22b\5Cc\00d\0A\FF\80e"
@b = constant [3 x i8] c"\\\22;"
@c = constant [0 x i8] c""
@d = constant { [2 x i8], i8 } { [2 x i8] c"hi", i8 0 }
@"name with \22 and \5C" = global i32 0
; --- undef-poison-null: 14 19 22
@a = global { i32, float, i8* } { i32 undef, float poison, i8* null }
@b = global <2 x i32> <i32 undef, i32 3>
@c = global [2 x { i8, i8* }] undef
@d = global <4 x i1> <i1 true, i1 false, i1 undef, i1 poison>
@e = external global i8 addrspace(2)*
define i8 addrspace(2)* @f() {
  ret i8 addrspace(2)* null
}
; --- nested-aggregates: 14 19 22
%t = type { i32, [2 x %u] }
%u = type <{ i8, i16* }>
@x = global i16 3
@a = global %t { i32 1, [2 x %u] [%u <{ i8 2, i16* @x }>, %u zeroinitializer] }
@b = global [2 x <2 x i8>] [<2 x i8> <i8 1, i8 2>, <2 x i8> zeroinitializer]
@c = global { <{ i32 }>, {} } { <{ i32 }> <{ i32 7 }>, {} zeroinitializer }
@d = global [0 x i32] []
@e = global {} {}
; --- global-cycles: 14 19 22
@a = global i8* bitcast (i8** @b to i8*)
@b = global i8* bitcast (i8** @a to i8*)
@self = global { i8*, i64 } { i8* bitcast ({ i8*, i64 }* @self to i8*), i64 1 }
; --- constant-in-instructions: 14 19 22
@g = external global [10 x i32]
define i32 @f(i1 %c) {
  %1 = load i32, i32* getelementptr inbounds ([10 x i32], [10 x i32]* @g, i64 0, i64 3), align 4
  store i32 ptrtoint ([10 x i32]* @g to i32), i32* bitcast ([10 x i32]* @g to i32*)
  %2 = add i32 %1, ptrtoint (i32* getelementptr ([10 x i32], [10 x i32]* @g, i64 1, i64 0) to i32)
  br i1 %c, label %a, label %b
a:
  br label %b
b:
  %p = phi i32* [ getelementptr inbounds ([10 x i32], [10 x i32]* @g, i64 0, i64 1), %0 ], [ null, %a ]
  ret i32 %2
}
; --- vector-gep-constant: 14 19 22
@g = external global [4 x i32]
@p = global <2 x i32*> getelementptr ([4 x i32], <2 x [4 x i32]*> <[4 x i32]* @g, [4 x i32]* @g>, <2 x i64> zeroinitializer, <2 x i64> <i64 1, i64 2>)
; --- blockaddress-difference: 14 19 22
@t = internal constant [2 x i32] [i32 0, i32 trunc (i64 sub (i64 ptrtoint (i8* blockaddress(@f, %b) to i64), i64 ptrtoint (i8* blockaddress(@f, %a) to i64)) to i32)]
define void @f() {
  br label %a
a:
  br label %b
b:
  indirectbr i8* null, [label %a, label %b]
}
; --- none-token: 14 19 22
declare i8 @llvm.coro.suspend(token, i1)
define i8 @f() {
  %r = call i8 @llvm.coro.suspend(token none, i1 false)
  ret i8 %r
}
