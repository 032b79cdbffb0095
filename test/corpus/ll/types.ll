; --- typed-pointers: 14 19 22
define i32* @f(i32* %p, i8 addrspace(3)* %q, float** %r) {
  %v = load i32, i32* %p, align 4
  store i32 %v, i32* %p
  ret i32* %p
}
; --- opaque-pointers: 14 19 22
define ptr @f(ptr %p, ptr addrspace(3) %q) {
  %v = load i32, ptr %p
  store i32 %v, ptr addrspace(3) %q
  ret ptr %p
}
; --- function-pointer-types: 14 19 22
declare void @g(i8*, ...)
define void @h(void ()* %f, i32 (i8*, ...)** %p, void (i32 (double)*, ...) addrspace(0)* %q) {
  call void %f()
  %c = load i32 (i8*, ...)*, i32 (i8*, ...)** %p
  %r = call i32 (i8*, ...) %c(i8* null, i32 1)
  call void (i8*, ...) @g(i8* null, double 1.0)
  ret void
}
define void ()* @value() {
  ret void ()* @leaf
}
define void @leaf() {
  ret void
}
; --- function-type-in-struct: 14 19 22
%vtable = type { i32 (...)**, void (i8*, { i32, void ()* })*, [2 x float (float)*] }
@v = external global %vtable
define void @use(%vtable* %t) {
  %p = getelementptr %vtable, %vtable* %t, i32 0, i32 2, i64 1
  %f = load float (float)*, float (float)** %p
  %r = call float %f(float 1.0)
  ret void
}
; --- symbolic-address-spaces: 19 22
target datalayout = "A5-G1-P4"
@g = addrspace("G") global i32 0
define void @f(ptr addrspace("A") %p) addrspace("P") {
  ret void
}
; --- opaque-struct: 14 19 22
%U = type opaque
@g = external global %U
define %U* @f(%U* %p) {
  ret %U* %p
}
; --- recursive-struct: 14 19 22
%list = type { %list*, double, %tree }
%tree = type { [2 x %tree*], %list* }
define double @f(%list* %l) {
  %p = getelementptr inbounds %list, %list* %l, i64 0, i32 2, i32 0, i64 1
  %t = load %tree*, %tree** %p
  %q = getelementptr %tree, %tree* %t, i64 0, i32 1
  %n = load %list*, %list** %q
  %d = getelementptr %list, %list* %n, i64 0, i32 1
  %r = load double, double* %d
  ret double %r
}
; --- forward-referenced-struct: 14 19
@g = global %later zeroinitializer
%later = type { i32, %"quoted name", <{ i8, i32 }> }
%"quoted name" = type { [3 x i8] }
; --- named-vector: 14 19 22
%v = type <4 x i32>
%n = type i64
define %v @f(%v %a, %n %b) {
  %c = add %v %a, %a
  ret %v %c
}
; --- numbered-types: 14 19 22
%0 = type { i32, %1 }
%1 = type { float }
%5 = type { %0, %1* }
@a = global %0 zeroinitializer
@b = external global %5
define i32 @f(%0 %x) {
  %1 = extractvalue %0 %x, 0
  ret i32 %1
}
; --- scalable-vectors: 14 19 22
define <vscale x 4 x float> @f(<vscale x 4 x float> %a, <vscale x 4 x i1> %m) {
  %b = fadd <vscale x 4 x float> %a, %a
  %c = select <vscale x 4 x i1> %m, <vscale x 4 x float> %b, <vscale x 4 x float> zeroinitializer
  %d = shufflevector <vscale x 4 x float> %c, <vscale x 4 x float> undef, <vscale x 4 x i32> zeroinitializer
  ret <vscale x 4 x float> %d
}
declare <vscale x 2 x double> @llvm.vector.splice.nxv2f64(<vscale x 2 x double>, <vscale x 2 x double>, i32)
; --- scalable-struct: 14 19 22
define { <vscale x 4 x i32>, <vscale x 4 x i32> } @f({ <vscale x 4 x i32>, <vscale x 4 x i32> } %x) {
  %a = extractvalue { <vscale x 4 x i32>, <vscale x 4 x i32> } %x, 1
  %y = insertvalue { <vscale x 4 x i32>, <vscale x 4 x i32> } %x, <vscale x 4 x i32> %a, 0
  ret { <vscale x 4 x i32>, <vscale x 4 x i32> } %y
}
; --- target-types: 19 22
define void @f(target("spirv.Image", void, 1, 0, 0, 0, 0, 0, 0) %image, target("aarch64.svcount") %c) {
  ret void
}
; --- target-type-local: 19 22
define target("spirv.Event") @f() {
  ret target("spirv.Event") zeroinitializer
}
; --- mmx: 14 19
define x86_mmx @f(x86_mmx %a) {
  ret x86_mmx %a
}
; --- amx: 14 19 22
define void @f(<256 x i32> %v) {
  %t = call x86_amx @llvm.x86.cast.vector.to.tile.v256i32(<256 x i32> %v)
  ret void
}
declare x86_amx @llvm.x86.cast.vector.to.tile.v256i32(<256 x i32>)
; --- float-types: 14 19 22
define void @f(half %h, bfloat %b, float %f, double %d, x86_fp80 %x, fp128 %q, ppc_fp128 %p) {
  %1 = fadd half %h, 0xH3C00
  %2 = fadd bfloat %b, 0xR3F80
  %3 = fmul x86_fp80 %x, 0xK3FFF8000000000000000
  %4 = fsub fp128 %q, 0xL00000000000000003FFF000000000000
  %5 = fdiv ppc_fp128 %p, 0xM3FF00000000000000000000000000000
  ret void
}
; --- integer-widths: 14 19 22
define i128 @f(i1 %a, i7 %b, i65 %c, i8388607 %big) {
  %x = zext i1 %a to i7
  %y = mul i7 %b, -3
  %z = sext i65 %c to i128
  ret i128 %z
}
; --- arrays-and-packed: 14 19 22
@a = global [2 x [3 x <2 x float>]] zeroinitializer
@b = global <{ i8, <{}>, {}, [0 x i32] }> zeroinitializer
@c = global [0 x i8] zeroinitializer
@d = global { i8, i64, <{ i8, i64 }> } { i8 1, i64 2, <{ i8, i64 }> <{ i8 3, i64 4 }> }
; --- glued-lexemes: 14 19 22
target triple = "x86_64-unknown-linux-gnu"
@g = addrspace(1)global i16-1,align 2
define i16@f(i32 addrspace(1)*%p)nounwind{
  %v=load i32,i32 addrspace(1)*%p,align 4
  store i32 3,i32addrspace(1)*%p
  %t=trunc i32%v to i16
  ret i16%t
}
; --- vectors-of-pointers: 14 19 22
define <2 x i32*> @f(<2 x i32*> %p, <2 x i64> %i) {
  %q = getelementptr inbounds i32, <2 x i32*> %p, <2 x i64> %i
  %r = getelementptr i32, <2 x i32*> %q, i64 1
  %s = ptrtoint <2 x i32*> %r to <2 x i64>
  %t = inttoptr <2 x i64> %s to <2 x i32*>
  ret <2 x i32*> %t
}
; --- scalar-base-vector-gep: 14 19 22
define <2 x ptr> @f(ptr %p, <2 x i64> %i) {
  %q = getelementptr inbounds i32, ptr %p, <2 x i64> %i
  %r = getelementptr [4 x i8], <2 x ptr> %q, i64 0, <2 x i32> <i32 1, i32 2>
  ret <2 x ptr> %r
}
; --- token-and-label: 14 19 22
declare token @llvm.call.preallocated.setup(i32)
declare void @llvm.experimental.noalias.scope.decl(metadata)
define void @f() {
  br label %next
next:
  ret void
}
; --- struct-name-escapes: 14 19 22
%"a\22b\\5C" = type { i32 }
%"class.std::vector<int, std::allocator<int> >" = type { %"a\22b\\5C" }
%-$._odd = type { i8 }
@x = external global %"class.std::vector<int, std::allocator<int> >"
@y = external global %-$._odd
; --- nested-addrspaces: 14 19 22
define void @f(i32 addrspace(1)* addrspace(3)** %p, void (i8 addrspace(5)*)* %q) {
  %v = load i32 addrspace(1)* addrspace(3)*, i32 addrspace(1)* addrspace(3)** %p
  %w = load i32 addrspace(1)*, i32 addrspace(1)* addrspace(3)* %v
  %c = addrspacecast i32 addrspace(1)* %w to i32*
  ret void
}
; --- local-named-ptr: 14 19 22
define i32 @f(i32* %ptr, i32 %i32, i32 %void) {
  %label = load i32, i32* %ptr
  %x = add i32 %label, %i32
  %type = add i32 %x, %void
  ret i32 %type
}
; --- metadata-argument: 14 19 22
declare void @llvm.foo(metadata)
declare i64 @llvm.read_register.i64(metadata)
define i64 @f() {
  %r = call i64 @llvm.read_register.i64(metadata !0)
  ret i64 %r
}
!0 = !{!"rsp"}
