; --- dbg-intrinsics: 14 19 22
define i32 @f(i32 %x) !dbg !4 {
  call void @llvm.dbg.value(metadata i32 %x, metadata !7, metadata !DIExpression()), !dbg !8
  %a = alloca i32
  call void @llvm.dbg.declare(metadata i32* %a, metadata !7, metadata !DIExpression()), !dbg !8
  call void @llvm.dbg.value(metadata i32 undef, metadata !7, metadata !DIExpression(DW_OP_plus_uconst, 1, DW_OP_stack_value)), !dbg !8
  ret i32 %x, !dbg !8
}
declare void @llvm.dbg.value(metadata, metadata, metadata)
declare void @llvm.dbg.declare(metadata, metadata, metadata)
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, producer: "p", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1, type: !10)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
!10 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
; --- dbg-records: 19 22
define i32 @f(i32 %x) !dbg !4 {
    #dbg_value(i32 %x, !7, !DIExpression(), !8)
  %a = alloca i32, align 4
    #dbg_declare(ptr %a, !7, !DIExpression(), !8)
    #dbg_value(!DIArgList(i32 %x, i32 %x, i32 3), !7, !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_stack_value), !8)
    #dbg_value(i32 poison, !7, !DIExpression(), !8)
    #dbg_label(!11, !8)
  %b = add i32 %x, 1, !dbg !8
    #dbg_assign(i32 %b, !7, !DIExpression(), !12, ptr %a, !DIExpression(), !8)
  store i32 %b, ptr %a, align 4, !DIAssignID !12
  br label %end, !dbg !8
end:
    #dbg_value(i32 %b, !7, !DIExpression(), !8)
  ret i32 %b, !dbg !8
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, producer: "p", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1, type: !10)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
!10 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!11 = !DILabel(scope: !4, name: "l", file: !1, line: 2)
!12 = distinct !DIAssignID()
; --- dbg-declare-value: 22
define void @f(ptr %x) !dbg !4 {
    #dbg_declare_value(ptr %x, !7, !DIExpression(), !8)
  ret void, !dbg !8
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, producer: "p", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
; --- arg-list-intrinsic: 14 19 22
declare void @llvm.dbg.value(metadata, metadata, metadata)
define void @f(i32 %x, i64 %y) !dbg !4 {
  call void @llvm.dbg.value(metadata !DIArgList(i32 %x, i64 %y), metadata !7, metadata !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_stack_value)), !dbg !8
  ret void
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
; --- arg-list-opaque: 14 19 22
declare void @llvm.dbg.value(metadata, metadata, metadata)
declare void @llvm.dbg.label(metadata)
define void @f(ptr %x, i64 %y) !dbg !4 {
  call void @llvm.dbg.value(metadata !DIArgList(ptr %x, i64 %y), metadata !7, metadata !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_stack_value)), !dbg !8
  call void @llvm.dbg.label(metadata !11), !dbg !8
  ret void
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
!11 = !DILabel(scope: !4, name: "l", file: !1, line: 2)
; --- assign-id: 19 22
declare void @llvm.dbg.assign(metadata, metadata, metadata, metadata, metadata, metadata)
define void @f() !dbg !4 {
  %a = alloca i32, align 4, !DIAssignID !12
  call void @llvm.dbg.assign(metadata i1 undef, metadata !7, metadata !DIExpression(), metadata !12, metadata ptr %a, metadata !DIExpression()), !dbg !8
  ret void, !dbg !8
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
!12 = distinct !DIAssignID()
; --- subrange-and-fixed-types: 22
!n = !{!0, !1}
!0 = !DISubrangeType(name: "r", lowerBound: i64 0, upperBound: i64 9, baseType: !2)
!1 = !DIFixedPointType(name: "fx", size: 32, encoding: DW_ATE_signed_fixed, kind: Binary, factor: -4)
!2 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
; --- key-instructions: 22
define void @f() !dbg !4 {
  ret void, !dbg !8
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0, keyInstructions: true)
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!8 = !DILocation(line: 1, column: 3, scope: !4, atomGroup: 1, atomRank: 1)
!9 = !{i32 2, !"Debug Info Version", i32 3}
; --- source-language-name: 22
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(sourceLanguageName: DW_LNAME_C, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!9 = !{i32 2, !"Debug Info Version", i32 3}
; --- node-forms: 14 19 22
@g = global i32 0
!named = !{!0, !1, !2, !3, !4, !5, !6}
!0 = !{}
!1 = distinct !{!1}
!2 = !{!"string", i32 1, null, !0, i32* @g, float 1.0}
!3 = !{!{!"inline", !{}}, i64 -1, !"esc\22\5C\00"}
!4 = distinct !{null, !2}
!5 = !{i1 true, double 0x7FF8000000000000, <2 x i32> zeroinitializer, [2 x i8] c"ab"}
!6 = !{i8* bitcast (i32* @g to i8*), void ()* @f}
define void @f() {
  ret void
}
; --- two-token-forms: 14 19 22
! 0 = !{}
!named = !{! 0}
! 1 = ! {! 0}
; --- named-metadata: 14 19 22
!llvm.ident = !{!0, !0}
!a\2Eb = !{!0}
!-x$y.z_1 = !{}
!0 = !{!"clang version"}
; --- metadata-number-gaps: 14 19 22
!named = !{!7, !100000}
!7 = !{!100000}
!100000 = !{!7}
; --- forward-metadata: 14 19 22
define void @f() !x !2 !y !0 {
  ret void, !z !1
}
!0 = !{!2}
!1 = !{!0}
!2 = distinct !{!1}
; --- attachments: 14 19 22
@g = global i32 0, !type !0, !type !1
define void @f() !dbg !3 !prof !2 {
  ret void
}
declare !x !0 !y !1 void @h()
!llvm.dbg.cu = !{!4}
!llvm.module.flags = !{!6}
!0 = !{i64 0, !"a"}
!1 = !{i64 8, !"b"}
!2 = !{!"function_entry_count", i64 7}
!3 = distinct !DISubprogram(name: "f", scope: !5, file: !5, line: 1, type: !7, spFlags: DISPFlagDefinition, unit: !4)
!4 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !5, emissionKind: LineTablesOnly)
!5 = !DIFile(filename: "x.cpp", directory: "d", checksumkind: CSK_MD5, checksum: "00000000000000000000000000000000", source: "line\0A")
!6 = !{i32 2, !"Debug Info Version", i32 3}
!7 = !DISubroutineType(cc: DW_CC_normal, types: !8)
!8 = !{null}
; --- inline-locations: 14 19 22
define void @f() !dbg !3 {
  ret void, !dbg !DILocation(line: 4, column: 2, scope: !3)
}
!llvm.dbg.cu = !{!4}
!llvm.module.flags = !{!6}
!3 = distinct !DISubprogram(name: "f", scope: !5, file: !5, line: 1, type: !DISubroutineType(types: !{null}), spFlags: DISPFlagDefinition, unit: !4)
!4 = distinct !DICompileUnit(language: DW_LANG_C99, file: !5, emissionKind: FullDebug)
!5 = !DIFile(filename: "x.c", directory: "d")
!6 = !{i32 2, !"Debug Info Version", i32 3}
; --- specialised-nodes: 14 19 22
!named = !{!0, !1, !2, !3, !4, !5, !6, !7, !8, !9, !10, !11, !12, !13, !14, !15, !16, !17, !18, !19}
!0 = !DIBasicType(tag: DW_TAG_unspecified_type, name: "decltype(nullptr)")
!1 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !0, size: 64, dwarfAddressSpace: 1)
!2 = !DICompositeType(tag: DW_TAG_structure_type, name: "s", file: !3, line: 2, size: 64, flags: DIFlagTypePassByValue | DIFlagNonTrivial, elements: !4, identifier: "_ZTS1s")
!3 = !DIFile(filename: "a", directory: "b")
!4 = !{!5, !6}
!5 = !DISubrange(count: 4, lowerBound: 0)
!6 = !DIEnumerator(name: "E", value: -1)
!7 = !DINamespace(name: "std", scope: null, exportSymbols: true)
!8 = !DITemplateTypeParameter(name: "T", type: !0)
!9 = !DITemplateValueParameter(name: "N", type: !0, value: i32 3)
!10 = !DIExpression(DW_OP_constu, 5, DW_OP_minus, DW_OP_deref, DW_OP_LLVM_fragment, 0, 32)
!11 = !DIImportedEntity(tag: DW_TAG_imported_module, scope: !7, entity: !7, line: 3)
!12 = !DIMacro(type: DW_MACINFO_define, line: 9, name: "A", value: "1")
!13 = !DIMacroFile(line: 0, file: !3, nodes: !{!12})
!14 = distinct !DILexicalBlock(scope: !20, file: !3, line: 7, column: 35)
!15 = !DILexicalBlockFile(scope: !14, file: !3, discriminator: 2)
!16 = !DISubprogram(name: "d", scope: !7, linkageName: "_Zd", spFlags: 0, flags: DIFlagPrototyped)
!17 = !DIObjCProperty(name: "p", file: !3, line: 7)
!18 = !DIModule(scope: null, name: "M", includePath: "/x")
!19 = !DIEnumerator(name: "U", value: 18446744073709551615, isUnsigned: true)
!20 = distinct !DISubprogram(name: "e", scope: !7, spFlags: DISPFlagDefinition, unit: !21)
!21 = distinct !DICompileUnit(language: DW_LANG_C99, file: !3, emissionKind: FullDebug)
!llvm.dbg.cu = !{!21}
!llvm.module.flags = !{!22}
!22 = !{i32 2, !"Debug Info Version", i32 3}
; --- generic-and-string-types: 14 19 22
!named = !{!0, !1, !2, !3}
!0 = !DIStringType(name: "character(*)", stringLengthExpression: !DIExpression(), size: 32)
!1 = !GenericDINode(tag: DW_TAG_member, header: "h", operands: {null, !{}})
!2 = !DIGenericSubrange(lowerBound: !DIExpression(DW_OP_push_object_address), upperBound: !DIExpression(), stride: !DIExpression())
!3 = !DICommonBlock(scope: null, declaration: null, name: "blk")
; --- module-flags: 19 22
!llvm.module.flags = !{!0, !1, !2}
!0 = !{i32 1, !"wchar_size", i32 4}
!1 = !{i32 6, !"linker opts", !{!{!"-lm"}}}
!2 = !{i32 8, !"PIC Level", i32 2}
; --- tbaa-struct: 14 19 22
define void @f(i8* %a, i8* %b) {
  call void @llvm.memcpy.p0i8.p0i8.i64(i8* %a, i8* %b, i64 16, i1 false), !tbaa.struct !0
  ret void
}
declare void @llvm.memcpy.p0i8.p0i8.i64(i8*, i8*, i64, i1)
!0 = !{i64 0, i64 8, !1, i64 8, i64 8, !1}
!1 = !{!2, !2, i64 0}
!2 = !{!"double", !3, i64 0}
!3 = !{!"char", !4}
!4 = !{!"C++ TBAA"}
; --- noalias-scopes: 14 19 22
declare void @llvm.experimental.noalias.scope.decl(metadata)
define void @f(float* %a, float* %b) {
  call void @llvm.experimental.noalias.scope.decl(metadata !0)
  %x = load float, float* %a, !alias.scope !0, !noalias !3
  store float %x, float* %b, !noalias !0
  ret void
}
!0 = !{!1}
!1 = distinct !{!1, !2, !"scope"}
!2 = distinct !{!2}
!3 = !{!4}
!4 = distinct !{!4, !2}
; --- metadata-in-calls: 14 19 22
declare void @llvm.foo(metadata, metadata)
declare i1 @llvm.type.test(i8*, metadata)
define i1 @f(i8* %p, i32 %x) {
  %r = call i1 @llvm.type.test(i8* %p, metadata !"_ZTS1A")
  %s = call i1 @llvm.type.test(i8* %p, metadata !0)
  ret i1 %r
}
!0 = distinct !{}
; --- metadata-type-starts-local: 14 19 22
%T = type { i32 }
declare void @llvm.dbg.value(metadata, metadata, metadata)
define void @f(%T* %t, [2 x %T*] %u) !dbg !4 {
  call void @llvm.dbg.value(metadata %T* %t, metadata !7, metadata !DIExpression()), !dbg !8
  call void @llvm.dbg.value(metadata [2 x %T*] %u, metadata !7, metadata !DIExpression()), !dbg !8
  call void @llvm.dbg.value(metadata !2, metadata !7, metadata !DIExpression()), !dbg !8
  ret void
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!2 = !{}
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, spFlags: DISPFlagDefinition, unit: !0)
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1)
!8 = !DILocation(line: 1, column: 3, scope: !4)
!9 = !{i32 2, !"Debug Info Version", i32 3}
; --- inlined-at: 14 19 22
define void @f() !dbg !4 {
  %x = add i32 1, 2, !dbg !8
  ret void, !dbg !10
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!9}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug, nameTableKind: None, splitDebugInlining: false, retainedTypes: !6, enums: !6, globals: !6, imports: !6)
!1 = !DIFile(filename: "a.c", directory: "/")
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !5, scopeLine: 2, virtualIndex: 3, thisAdjustment: -4, flags: DIFlagArtificial | DIFlagProtected, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0, retainedNodes: !6)
!5 = !DISubroutineType(types: !6)
!6 = !{}
!7 = distinct !DISubprogram(name: "g", scope: !1, file: !1, line: 9, type: !5, spFlags: DISPFlagDefinition | DISPFlagLocalToUnit, unit: !0)
!8 = !DILocation(line: 10, column: 3, scope: !7, inlinedAt: !10)
!9 = !{i32 2, !"Debug Info Version", i32 3}
!10 = distinct !DILocation(line: 2, scope: !4, isImplicitCode: true)
; --- thinlto-summary: 14 19 22
define void @f() {
  ret void
}
^0 = module: (path: "a.bc", hash: (0, 0, 0, 0, 0))
^1 = gv: (name: "f", summaries: (function: (module: ^0, flags: (linkage: external, visibility: default, notEligibleToImport: 0, live: 0, dsoLocal: 0, canAutoHide: 0), insts: 1)))
^2 = flags: 8
^3 = blockcount: 0
; --- summary-type-tests: 14 19 22
define void @f() {
  ret void
}
^0 = module: (path: "a.bc", hash: (1, 2, 3, 4, 5))
^1 = gv: (guid: 14740650423002898831, summaries: (function: (module: ^0, flags: (linkage: external, visibility: default, notEligibleToImport: 0, live: 0, dsoLocal: 0, canAutoHide: 0), insts: 1, funcFlags: (readNone: 1, readOnly: 0, noRecurse: 1, returnDoesNotAlias: 0, noInline: 0, alwaysInline: 0, noUnwind: 1, mayThrow: 0, hasUnknownCall: 0, mustBeUnreachable: 0), typeIdInfo: (typeTests: (^2)))))
^2 = typeid: (name: "t", summary: (typeTestRes: (kind: allOnes, sizeM1BitWidth: 7)))
^3 = flags: 8
^4 = blockcount: 0
; --- uselistorder-function: 14 19 22
define i32 @f(i32 %x) {
  %a = add i32 %x, 1
  %b = add i32 %x, 2
  %c = add i32 %a, %b
  ret i32 %c
  uselistorder i32 %x, { 1, 0 }
}
; --- uselistorder-global: 14 19 22
@g = global i32 0
@a = global i32* @g
@b = global i32* @g
@c = global i32* @g
uselistorder i32* @g, { 2, 0, 1 }
; --- uselistorder-global-opaque: 14 19 22
@g = global i32 0
@a = global ptr @g
@b = global ptr @g
uselistorder ptr @g, { 1, 0 }
; --- uselistorder-bb: 14 19 22
define void @f(i1 %c) {
entry:
  br i1 %c, label %x, label %y
x:
  br label %y
y:
  ret void
}
define i8* @g(i1 %c) {
  br i1 %c, label %a, label %b
a:
  ret i8* blockaddress(@f, %y)
b:
  ret i8* blockaddress(@f, %x)
}
; --- annotations-and-pcsections: 14 19 22
define i32 @f(i32* %p) {
  %x = load i32, i32* %p, !annotation !0, !heapallocsite !1, !srcloc !2, !unpredictable !3
  ret i32 %x
}
!0 = !{!"a", !"b"}
!1 = !{}
!2 = !{i64 123456789012}
!3 = !{}
; --- loop-metadata: 14 19 22
define void @f(i1 %c) {
  br label %l
l:
  br i1 %c, label %l, label %e, !llvm.loop !0
e:
  ret void
}
!0 = distinct !{!0, !1, !2, !3}
!1 = !{!"llvm.loop.vectorize.width", i32 4}
!2 = !{!"llvm.loop.unroll.disable"}
!3 = !{!"llvm.loop.parallel_accesses", !4}
!4 = distinct !{}
; --- string-node-escapes: 14 19 22
!n = !{!0}
!0 = !{!"\00\01\FF \22 \5C ; not a comment @x %y !z", !"", !"{}()[]"}
; --- debug-with-macro-and-globals: 14 19 22
@g = global i32 0, !dbg !0
!llvm.dbg.cu = !{!2}
!llvm.module.flags = !{!5}
!0 = !DIGlobalVariableExpression(var: !1, expr: !DIExpression(DW_OP_plus_uconst, 4))
!1 = distinct !DIGlobalVariable(name: "g", scope: !2, file: !3, line: 1, type: !4, isLocal: false, isDefinition: true, align: 32)
!2 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !3, isOptimized: false, flags: "-O", runtimeVersion: 1, splitDebugFilename: "x", emissionKind: FullDebug, globals: !{!0}, macros: !{}, dwoId: 7)
!3 = !DIFile(filename: "a", directory: "b")
!4 = !DIDerivedType(tag: DW_TAG_member, name: "m", scope: !2, baseType: null, size: 8, offset: 3, flags: DIFlagBitField, extraData: i64 0)
!5 = !{i32 2, !"Debug Info Version", i32 3}
