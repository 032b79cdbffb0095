; --- memory-effects-old: 14 19 22
declare void @a() readnone
declare void @b() readonly argmemonly
declare void @c() inaccessiblememonly
declare void @d() inaccessiblemem_or_argmemonly
declare void @e(i8* readonly, i8* writeonly, i8* readnone) writeonly
; --- memory-effects: 19 22
declare void @a() memory(none)
declare void @b() memory(argmem: readwrite, inaccessiblemem: read)
declare void @c() memory(read, argmem: none)
define void @d() #0 {
  call void @a() memory(write)
  ret void
}
attributes #0 = { memory(argmem: readwrite) nounwind }
; --- memory-errno: 22
declare double @f(double) memory(errnomem: write)
; --- memory-target: 22
declare void @f() memory(target_mem0: read, target_mem1: write)
; --- nocapture: 14 19 22
declare void @f(i8* nocapture, i8* nocapture readonly)
define void @g(i8* nocapture noalias nonnull %p) {
  call void @f(i8* nocapture %p, i8* null)
  ret void
}
; --- captures: 22
declare void @f(ptr captures(none), ptr captures(address_is_null, ret: address, provenance), ptr captures(ret: address, read_provenance))
; --- initializes: 19 22
define void @f(ptr initializes((0, 4), (8, 16)) %p) {
  store i32 0, ptr %p
  ret void
}
; --- range-attribute: 19 22
define range(i32 0, 10) i32 @f(i32 range(i32 -5, 5) %x) {
  %r = call range(i8 1, 4) i8 @g(i64 range(i64 0, 9) 3)
  ret i32 %x
}
declare i8 @g(i64)
; --- writable-dead-on-unwind: 19 22
declare void @f(ptr dead_on_unwind writable noalias sret(i32), ptr writable)
; --- nofpclass: 19 22
define nofpclass(nan inf) float @f(float nofpclass(ninf nzero psub) %x, double nofpclass(all) %y) {
  ret float %x
}
; --- dead-on-return: 22
declare void @f(ptr dead_on_return, ptr dead_on_return noalias)
; --- noext: 22
declare noext i16 @f(i8 noext, i8 signext, i8 zeroext)
; --- allocation: 19 22
declare noalias ptr @my_alloc(i64 allocalign, i64) allockind("alloc,uninitialized,aligned") allocsize(1) "alloc-family"="mine"
declare void @my_free(ptr allocptr) allockind("free") "alloc-family"="mine"
declare i8* @old(i32, i32) allocsize(0, 1)
; --- allocation-typed: 14 19 22
declare noalias i8* @my_alloc(i64, i64) allocsize(0, 1) "alloc-family"="mine"
; --- uwtable-kinds: 19 22
define void @f() uwtable(sync) {
  ret void
}
define void @g() uwtable {
  ret void
}
define void @h() uwtable(async) {
  ret void
}
; --- coroutine-attribute: 19 22
define void @f() presplitcoroutine {
  ret void
}
; --- fn-ret-thunk: 19 22
define void @f() fn_ret_thunk_extern {
  ret void
}
; --- skipprofile: 19 22
define void @f() skipprofile {
  ret void
}
; --- optdebug: 19 22
define void @f() optdebug {
  ret void
}
define void @g() coro_only_destroy_when_complete {
  ret void
}
; --- sanitize-numerical: 19 22
define void @f() sanitize_numerical_stability {
  ret void
}
; --- sanitizers-new: 22
define void @f() sanitize_realtime nodivergencesource coro_elide_safe {
  ret void
}
define void @g() sanitize_realtime_blocking sanitize_type {
  ret void
}
; --- sanitizers-newest: 22
define void @f() sanitize_alloc_token {
  ret void
}
declare void @g() nocreateundeforpoison
; --- function-attributes: 14 19 22
define void @f() alignstack(16) alwaysinline cold convergent hot inlinehint minsize mustprogress nobuiltin nocf_check noduplicate nofree noimplicitfloat nomerge nonlazybind norecurse noredzone noreturn nosync nounwind null_pointer_is_valid optforfuzzing optsize returns_twice safestack sanitize_address sanitize_hwaddress sanitize_memory sanitize_memtag sanitize_thread shadowcallstack speculatable speculative_load_hardening ssp sspreq sspstrong strictfp willreturn nocallback noprofile nosanitize_coverage disable_sanitizer_instrumentation {
  unreachable
}
; --- optnone: 14 19 22
define void @f() noinline optnone nobuiltin {
  ret void
}
; --- parameter-attributes: 14 19 22
%s = type { i32, i32 }
define i64 @f(i8 zeroext %a, i8 signext %b, i32 inreg %c, %s* byval(%s) align 8 %d, i8* noalias nonnull dereferenceable(8) %e, i8* dereferenceable_or_null(16) align 4 noundef %g, i8* nocapture %h, i8* swiftself %i, i8* nofree %j, i64 returned %k) {
  ret i64 %k
}
declare void @g(%s* byref(%s) align 4, i8* swiftasync)
declare swiftcc void @n(i8* nest, i8* swiftself)
declare void @h({ i32, %s }* sret({ i32, %s }) align 8, i8* "custom" "k"="v")
; --- immarg: 14 19 22
declare void @llvm.prefetch.p0i8(i8*, i32 immarg, i32 immarg, i32)
; --- inalloca-elementtype: 14 19 22
%s = type { i32 }
declare void @f(%s* inalloca(%s))
declare void @g(%s* preallocated(%s))
define void @h(i32* %p) {
  call void asm "# $0", "*m"(i32* elementtype(i32) %p)
  ret void
}
; --- typed-attribute-shapes: 14 19 22
declare void @f([4 x { i8, i32* }]* byval([4 x { i8, i32* }]), void ()** byval(void ()*))
declare void @g(<{ i8 }>* sret(<{ i8 }>))
; --- typed-attribute-opaque: 14 19 22
%pair = type { double, double }
declare void @f(ptr byval([4 x %pair]) align 8, ptr inalloca(%pair))
declare void @g(ptr sret({ %pair, ptr }) align 8)
; --- attribute-groups: 14 19 22
define void @f() #0 #1 {
  call void @g() #2
  ret void
}
declare void @g() #3
attributes #0 = { nounwind alignstack=16 "a"="b" "flag" "quoted"="a \22line\22\0A" }
attributes #1 = { noinline minsize }
attributes #2 = { cold "no-frame" }
attributes #3 = { uwtable }
; --- attribute-groups-plain: 14 19 22
define void @f(i32 %x) #0 #1 {
  call void @g() #2
  ret void
}
declare void @g() #3
attributes #0 = { nounwind alignstack=16 "a"="b" "flag" "quoted"="a \22line\22\0A" }
attributes #1 = { noinline }
attributes #2 = { cold "no-frame" }
attributes #7 = { minsize }
attributes #3 = { nofree }
; --- parameter-align-forms: 14 19 22
declare void @f(i8* align 16, i8* align(32), i8* alignstack(8))
; --- vscale-range: 14 19 22
define void @f() vscale_range(1,16) {
  ret void
}
define void @g() vscale_range(2) {
  ret void
}
; --- calling-conventions: 14 19 22
declare ccc void @a()
declare fastcc void @b()
declare coldcc void @c()
declare x86_stdcallcc void @d()
declare x86_fastcallcc void @e()
declare x86_thiscallcc void @f()
declare x86_vectorcallcc void @g()
declare x86_intrcc void @h(i8* byval(i8))
declare x86_64_sysvcc void @i()
declare win64cc void @j()
declare ptx_kernel void @k()
declare ptx_device void @l()
declare spir_kernel void @m()
declare spir_func void @n()
declare amdgpu_kernel void @o()
declare amdgpu_vs void @p()
declare amdgpu_ps void @q()
declare amdgpu_gfx void @r()
declare arm_apcscc void @s()
declare arm_aapcscc void @t()
declare arm_aapcs_vfpcc void @u()
declare aarch64_vector_pcs void @v()
declare aarch64_sve_vector_pcs void @w()
declare msp430_intrcc void @x()
declare avr_intrcc void @y()
declare preserve_mostcc void @z()
declare preserve_allcc void @aa()
declare cxx_fast_tlscc void @bb()
declare swiftcc void @cc1()
declare swifttailcc void @dd()
declare tailcc void @ee()
declare cfguard_checkcc void @ff()
declare hhvmcc void @gg()
declare anyregcc void @hh()
declare x86_regcallcc void @ii()
declare intel_ocl_bicc void @jj()
declare ghccc void @kk()
; --- numbered-conventions: 14 19 22
declare cc10 void @a()
declare cc 11 void @b()
declare cc1023 void @c()
define cc 64 void @d() {
  call cc10 void @a()
  ret void
}
; --- convention-webkit: 14
declare webkit_jscc void @a()
; --- conventions-17: 19 22
declare amdgpu_cs_chain void @a()
declare m68k_rtdcc void @b()
declare graalcc void @c()
; --- conventions-18: 19 22
declare riscv_vector_cc void @a()
; --- conventions-19: 19 22
declare preserve_nonecc void @a()
; --- convention-vls: 22
declare riscv_vls_cc(64) void @a()
declare riscv_vls_cc(128) void @b()
; --- conventions-22: 22
declare cheriot_compartmentcallcc void @b()
; --- linkages: 14 19 22
@a = private global i32 0
@b = internal global i32 0
@c = available_externally global i32 0
@d = linkonce global i32 0
@e = linkonce_odr global i32 0
@f = weak global i32 0
@g = weak_odr global i32 0
@h = common global i32 0
@i = appending global [1 x i32] zeroinitializer
@j = extern_weak global i32
@k = external global i32
define private void @l() {
  ret void
}
define available_externally void @m() {
  ret void
}
declare extern_weak void @n()
define linkonce_odr hidden void @o() {
  ret void
}
; --- visibility-and-dll: 14 19 22
@a = hidden global i32 0
@b = protected constant i32 1
@c = external dllimport global i32
@d = dllexport global i32 0
@e = dso_local global i32 0
@f = dso_preemptable global i32 0
define dso_local dllexport void @g() {
  ret void
}
declare dllimport void @h()
declare default void @i()
; --- unnamed-addr-tls: 14 19 22
@a = unnamed_addr constant i32 1
@b = local_unnamed_addr global i32 0
@c = thread_local global i32 0
@d = thread_local(localdynamic) global i32 0
@e = thread_local(initialexec) global i32 0
@f = internal thread_local(localexec) unnamed_addr global i32 0
@g = externally_initialized global i32 0
@h = internal addrspace(4) externally_initialized constant i32 0
define void @i() unnamed_addr {
  ret void
}
define void @j() local_unnamed_addr section ".text.j" align 32 {
  ret void
}
; --- global-tail: 14 19 22
$c = comdat any
!llvm.module.flags = !{!5}
!5 = !{i32 2, !"Debug Info Version", i32 3}
@a = global i32 0, section "s", comdat($c), align 8, !dbg !0
@b = external global i32 align 4
@d = global i32 0, align 16, !type !1, !associated !2
@e = global [2 x i8] c"\00\01", section "x,\22y\22", align 1
!0 = !DIGlobalVariableExpression(var: !3, expr: !DIExpression())
!1 = !{i64 16, !"type"}
!2 = !{i32* @a}
!3 = distinct !DIGlobalVariable(name: "a", scope: null, type: !4)
!4 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
; --- global-partition: 19 22
@a = global i32 0, section "s", partition "p", align 8
@b = global i32 0, no_sanitize_address, no_sanitize_hwaddress
; --- global-sanitizers: 19 22
@a = global i32 0, no_sanitize_address
@b = global i32 0, no_sanitize_hwaddress, sanitize_memtag, align 4
@c = global i32 0, sanitize_address_dyninit
; --- global-code-model: 19 22
@a = global i32 0, code_model "small", align 8
@b = global i32 0, section "s", code_model "large"
; --- global-attributes: 14 19 22
@a = global i32 0 #0
@b = global i32 0, align 4 #1
attributes #0 = { "bss-section"="mine" }
attributes #1 = { "k" }
; --- comdats: 14 19 22
$a = comdat any
$b = comdat exactmatch
$c = comdat largest
$d = comdat nodeduplicate
$e = comdat samesize
$"f g" = comdat any
@a = global i32 0, comdat
@b = global i32 0, comdat($a)
define void @c() comdat {
  ret void
}
define void @d() comdat($"f g") {
  ret void
}
; --- comdat-bare: 14 19 22
$d = comdat nodeduplicate
@d = global i32 0, comdat
@e = linkonce_odr global i32 0, comdat($d), align 4
; --- aliases: 14 19 22
@g = global [4 x i32] zeroinitializer
@a = alias [4 x i32], [4 x i32]* @g
@b = weak hidden alias i32, getelementptr inbounds ([4 x i32], [4 x i32]* @g, i64 0, i64 1)
@c = internal thread_local unnamed_addr alias i8, bitcast ([4 x i32]* @g to i8*)
@d = dso_local alias i32 (i32), bitcast (void ()* @f to i32 (i32)*)
@e = alias i8, i8* @c
@h = dllexport alias i8, inttoptr (i64 add (i64 ptrtoint ([4 x i32]* @g to i64), i64 1) to i8*), partition "part"
define void @f() {
  ret void
}
; --- aliases-opaque: 14 19 22
@g = global [4 x i32] zeroinitializer
@a = alias [4 x i32], ptr @g
@b = weak hidden alias i32, getelementptr inbounds ([4 x i32], ptr @g, i64 0, i64 1)
@c = alias void (), ptr @f
define void @f() {
  ret void
}
; --- ifuncs: 14 19 22
@i = ifunc i32 (i32), i32 (i32)* ()* @pick
@j = weak hidden ifunc void (), bitcast (i32 (i32)* ()* @pick to void ()* ()*)
define internal i32 (i32)* @pick() {
  ret i32 (i32)* null
}
; --- ifuncs-opaque: 14 19 22
@i = ifunc i32 (i32), ptr @pick
@j = dso_local ifunc void (), ptr @pick, partition "p"
define internal ptr @pick() {
  ret ptr null
}
define i32 @use() {
  %r = call i32 @i(i32 1)
  ret i32 %r
}
; --- prefix-prologue-personality: 14 19 22
define void @f() gc "shadow-stack" prefix i32 123 prologue i8 -112 personality i32 (...)* @p !md !0 {
  ret void
}
declare i32 @p(...)
!0 = !{!"x"}
; --- prefix-opaque: 14 19 22
@data = external global i32
define void @f() prefix ptr @data prologue <{ i8, i8 }> <{ i8 -21, i8 6 }> {
  ret void
}
; --- personality-after-group: 14 19 22
declare i32 @p(...)
define void @f() #7 personality i32 (...)* @p {
  ret void
}
define void @g() section "a" partition "b" align 16 gc "x" personality i8* bitcast (i32 (...)* @p to i8*) {
  ret void
}
attributes #7 = { nounwind }
; --- unnamed-globals: 14 19 22
@0 = global i32 1
@1 = private constant [2 x i8] c"x\00"
@named = global i32* @0
define i32 @2() {
  %r = load i32, i32* @0
  ret i32 %r
}
define i32 @3() {
  %r = call i32 @2()
  ret i32 %r
}
; --- unnamed-globals-gap: 19 22
@0 = global i32 1
@5 = global i32 2
define i32 @f() {
  %r = load i32, ptr @5
  ret i32 %r
}
; --- definition-forms: 14 19 22
define void @f(i32, i32 %x, ...) unnamed_addr #0 section "s" align 8 {
  ret void
}
define i32 @g(i32 returned %x) {
  ret i32 %x
}
declare noundef nonnull align 8 dereferenceable(8) i8* @h(i8*, ...) #0
declare zeroext i1 @i()
declare inreg i32 @j()
attributes #0 = { nounwind }
; --- nested-comments: 22
/* a block comment /* is not nested */
define void @f() { ; trailing
  ret void /* here */
}
; --- comments: 14 19 22
; first; line "with quotes" and @names
define void @f() { ; after a brace
; alone
  ret void ; after
  ; last
}
; end
; --- empty-module: 14 19 22
; --- header-only: 14 19 22
source_filename = "a \22quoted\22 path.c"
target datalayout = "e-m:e-p270:32:32-i64:64-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"
; --- module-asm: 14 19 22
module asm ".globl x"
module asm "x: .ascii \22a\\0A\22"
module asm ""
define void @f() {
  ret void
}
; --- deplibs-free-order: 14 19
attributes #0 = { nounwind }
!0 = !{i32 1}
define void @f() #0 !x !0 {
  ret void
}
!named = !{!0}
@late = global %t zeroinitializer
%t = type { i32 }
declare void @g() #1
attributes #1 = { cold }
; --- inline-attributes-after-arguments: 14 19 22
declare void @g(i32)
define void @f() {
  call void @g(i32 inreg 1) nounwind #0
  %r = call i32 bitcast (void (i32)* @g to i32 (float)*)(float noundef 1.0) cold "k"="v"
  ret void
}
attributes #0 = { cold }
; --- unknown-string-attributes: 14 19 22
define void @f(i8* "never-seen"="1" "x" %p) "enzyme_like"="y" "z" {
  call void @f(i8* "never-seen" null) "call-site"
  ret void
}
; --- strange-global-names: 14 19 22
@"\01_mangled" = external global i32
@.str = private constant [1 x i8] c"\00"
@$dollar = global i32 0
@-minus = global i32 0
@"with space" = global i32 0
@"12leading" = global i32 0
@a.b-c_d$e = global i32 0
define i32 @"??_G@YAHXZ"() {
  %r = load i32, i32* @"\01_mangled"
  ret i32 %r
}
; --- same-names-in-each-namespace: 14 19 22
%x = type { i32 }
$x = comdat any
@x = global %x zeroinitializer, comdat
define %x @f(%x %x) {
  br label %y
y:
  ret %x %x
}
