/** The graph that the reader makes: types, operands, forward references, what hangs on instructions. */
import { expect, test } from "vitest";
import { at, must } from "../../src/support/assert.ts";
import {
  ConstantAggregate,
  ConstantExpr,
  type Literal,
  MetadataValue,
} from "../../src/ir/constants.ts";
import { BlockAddress, type Function, type Instruction } from "../../src/ir/graph.ts";
import {
  AllocaInst,
  AtomicRmwInst,
  CallInst,
  CmpXchgInst,
  CompareInst,
  GepInst,
  LandingPadInst,
  LoadInst,
  PhiInst,
  StoreInst,
  TerminatorInst,
} from "../../src/ir/instructions.ts";
import { Module } from "../../src/ir/module.ts";
import { verifyModule } from "../../src/ir/verify.ts";

function parse(text: string): Module {
  const module = Module.parse(text, { file: "t.ll" });
  module.parseAll();
  expect(verifyModule(module)).toEqual([]);
  return module;
}

function functionOf(module: Module, name = "f"): Function {
  return must(module.function(name), `@${name} is in the text`);
}

function instructions(text: string): Instruction[] {
  return [...functionOf(parse(text)).instructions()];
}

/** The only instruction of that opcode in `text`. */
function only<T extends Instruction>(text: string, type: abstract new (...args: never[]) => T): T {
  const found = instructions(text).filter((inst): inst is T => inst instanceof type);
  expect(found).toHaveLength(1);
  return at(found, 0);
}

test("a loop: forward references become the values they name, with all their uses", () => {
  const fn = functionOf(
    parse(`define double @f(double %x, i32 %0) {
entry:
  br label %loop

loop:                                             ; preds = %loop, %entry
  %i = phi i32 [ 0, %entry ], [ %1, %loop ]
  %s = phi double [ 0.0, %entry ], [ %sum, %loop ]
  %sum = fadd fast double %s, %x
  %1 = add nuw nsw i32 %i, 1
  %c = icmp slt i32 %1, %0
  br i1 %c, label %loop, label %done

done:
  ret double %sum
}
`),
  );
  const [entry, loop, done] = fn.blocks;
  expect(fn.blocks.map((block) => block.name)).toEqual(["entry", "loop", "done"]);
  expect(new Set(loop?.predecessors())).toEqual(new Set([entry, loop]));
  expect(done?.predecessors()).toEqual([loop]);
  const [i, s, sum, next] = [...must(loop, "the second block")];
  expect(i).toBeInstanceOf(PhiInst);
  expect((i as PhiInst).incomingValue(1)).toBe(next);
  expect((s as PhiInst).valueFrom(must(loop, "the loop"))).toBe(sum);
  expect(sum?.flags).toBe("fast");
  expect(sum?.operands).toEqual([s, fn.args[0]]);
  expect(next?.name).toBeNull();
  expect([...must(sum, "the sum").uses()].map((use) => use.user.type.text)).toEqual([
    "void",
    "double",
  ]);
});

test("numbers: arguments, the entry block and results count on from each other, and may leave gaps", () => {
  const fn = functionOf(
    parse(`define i32 @f(i32 %0, i32 %named, i32 %1) {
  %3 = add i32 %0, %1
  br label %7

7:
  %"8" = add i32 %3, %named
  %9 = add i32 %"8", 1
  ret i32 %9
}
`),
  );
  const [, , add, named] = [...fn.instructions()];
  expect(add?.name).toBe("8");
  expect(named?.operand(0)).toBe(add);
  expect(fn.args.map(({ name }) => name)).toEqual([null, "named", null]);
});

test("quoted names are the names they spell", () => {
  const module = parse(`@"a b" = global i32 0
@"plain" = global ptr @"a b"
define ptr @f() {
"x\\22y":
  ret ptr @plain
}
`);
  expect(module.global("a b")?.name).toBe("a b");
  expect(functionOf(module).entry.name).toBe('x"y');
});

test("typed pointers: equal types are one object, and addresses lead to typed results", () => {
  const gep = only(
    `%S = type { i32, [4 x double] }
define double* @f(%S* %p, i64 %i) {
  %q = getelementptr inbounds %S, %S* %p, i64 0, i32 1, i64 %i
  ret double* %q
}
`,
    GepInst,
  );
  expect(gep.type.text).toBe("double*");
  expect(gep.base.type).toMatchObject({ kind: "pointer", pointee: gep.sourceType });
  expect(gep.flags).toBe("inbounds");
  expect(gep.indices).toHaveLength(3);
});

test("in a module of opaque pointers T* is ptr", () => {
  const module = parse("declare ptr @g()\ndeclare void @f(i32*, i8 addrspace(3)*)\n");
  expect(functionOf(module).functionType.text).toBe("void (ptr, ptr addrspace(3))");
});

test("types of every form keep their spelling", () => {
  const spelled = [
    "{ i32, <{ i8, half }>, [0 x bfloat] }",
    "<vscale x 4 x float>",
    "<2 x i1>",
    "{}",
    "ptr addrspace(1)",
    "i7",
    "x86_fp80",
    "ppc_fp128",
    'target("spirv.Image", void, 1, 0)',
  ];
  for (const type of spelled) {
    const module = parse(`declare ptr @p()\ndeclare void @f(${type})\n`);
    expect(functionOf(module).functionType.params[0]?.text).toBe(type);
  }
});

test("glued lexemes", () => {
  const text =
    "define i32 @f(i32addrspace(1)*%p){\n  %1=load i32,i32addrspace(1)*%p\n  %2=add i32%1,-1\n  ret i32%2}";
  const [load, add] = instructions(text);
  expect(load?.type.text).toBe("i32");
  expect((add?.operand(1) as Literal).text).toBe("-1");
});

test("accesses: ordering, alignment, flags, attachments", () => {
  const text = `define i32 @f(ptr %p) {
  %x = load atomic volatile i32, ptr %p syncscope("agent") acquire, align 8, !tbaa !1, !range !{i32 0, i32 5}
  store i32 %x, ptr %p, align 4
  ret i32 %x
}
!1 = !{!"x"}
`;
  const load = only(text, LoadInst);
  expect(load.isVolatile && load.isAtomic).toBe(true);
  expect(load).toMatchObject({ ordering: 'syncscope("agent") acquire', align: 8 });
  expect(load.metadata).toBe("!tbaa !1, !range !{i32 0, i32 5}");
  expect(only(text, StoreInst)).toMatchObject({ ordering: "", align: 4, metadata: "" });
});

test("allocas, atomics, comparisons", () => {
  const text = `define i1 @f(ptr addrspace(5) %q, ptr %p) {
  %a = alloca inalloca double, i32 4, align 16, addrspace(5), !x !0
  %r = atomicrmw volatile fadd ptr %p, double 1.0 seq_cst, align 8
  %c = cmpxchg weak ptr %p, i32 0, i32 1 acq_rel monotonic, align 4
  %o = fcmp nnan olt double %r, 0.0
  ret i1 %o
}
!0 = !{}
`;
  const alloca = only(text, AllocaInst);
  expect(alloca).toMatchObject({ flags: "inalloca", tail: "align 16, addrspace(5)" });
  expect(alloca.type.text).toBe("ptr addrspace(5)");
  expect(alloca.count?.type.text).toBe("i32");
  expect(only(text, AtomicRmwInst)).toMatchObject({
    operation: "fadd",
    flags: "volatile",
    align: 8,
  });
  const exchange = only(text, CmpXchgInst);
  expect(exchange).toMatchObject({ flags: "weak", ordering: "acq_rel monotonic" });
  expect(exchange.type.text).toBe("{ i32, i1 }");
  expect(only(text, CompareInst)).toMatchObject({ predicate: "olt", flags: "nnan" });
});

test("a call with everything", () => {
  const call = only(
    `declare fastcc noundef double @g(double, ptr)
define double @f(ptr %p) {
  %r = tail call nnan fastcc noundef double @g(double noundef 1.0, ptr align 8 byval(i32) %p) #0 "k"="v" [ "deopt"(i32 1, ptr %p), "x"() ]
  ret double %r
}
attributes #0 = { nounwind }
`,
    CallInst,
  );
  expect(call).toMatchObject({
    tailKind: "tail",
    flags: "nnan",
    prefix: "fastcc noundef",
    attributes: '#0 "k"="v"',
    argCount: 2,
    argAttributes: ["noundef", "align 8 byval(i32)"],
    bundles: [
      { tag: "deopt", start: 2, count: 2 },
      { tag: "x", start: 4, count: 0 },
    ],
  });
  expect(call.callee.name).toBe("g");
});

test("callees: a variadic function, a pointer, assembly, a constant expression, an undeclared intrinsic", () => {
  const calls = instructions(`declare i32 @printf(i8*, ...)
define void @f(void (i32)* %p, i8* %s) {
  call i32 (i8*, ...) @printf(i8* %s, i32 1)
  call void %p(i32 2)
  call void asm sideeffect "nop", "r"(i32 3)
  call void bitcast (i32 (i8*, ...)* @printf to void (double)*)(double 4.0)
  %x = call double @llvm.sin.f64(double 5.0)
  ret void
}
`).filter((inst): inst is CallInst => inst instanceof CallInst);
  expect(calls.map(({ functionType }) => functionType.text)).toEqual([
    "i32 (i8*, ...)",
    "void (i32)",
    "void (i32)",
    "void (double)",
    "double (double)",
  ]);
  expect(calls[3]?.callee).toBeInstanceOf(ConstantExpr);
});

test("exceptions: invoke, landingpad, resume; pads of funclets", () => {
  const module = parse(`declare i32 @__gxx_personality_v0(...)
declare void @g()
define void @f() personality ptr @__gxx_personality_v0 {
  invoke void @g() to label %ok unwind label %bad
ok:
  ret void
bad:
  %l = landingpad { ptr, i32 } cleanup catch ptr null filter [1 x ptr] [ptr @g]
  resume { ptr, i32 } %l
}
define void @h() personality ptr @__gxx_personality_v0 {
  invoke void @g() to label %ok unwind label %dispatch
dispatch:
  %cs = catchswitch within none [label %handler] unwind label %clean
handler:
  %cp = catchpad within %cs [ptr null, i32 64]
  catchret from %cp to label %ok
clean:
  %p = cleanuppad within none []
  cleanupret from %p unwind to caller
ok:
  ret void
}
`);
  const fn = functionOf(module);
  expect(fn.suffix).toBe("personality ptr @__gxx_personality_v0");
  const pad = [...fn.instructions()].find((inst) => inst instanceof LandingPadInst);
  expect(pad).toMatchObject({ clauses: ["catch", "filter"], flags: "cleanup" });
  const dispatch = [...functionOf(module, "h").instructions()].filter(
    (inst): inst is TerminatorInst => inst instanceof TerminatorInst && inst.type.kind === "token",
  );
  expect(dispatch[0]?.hasUnwindDest).toBe(true);
  expect(dispatch[0]?.successors().map(({ name }) => name)).toEqual(["handler", "clean"]);
});

test("debug records and debug calls hold their values as operands", () => {
  const fn = functionOf(
    parse(`define void @f(i32 %x, ptr %p) {
  %y = add i32 %x, 1
    #dbg_value(i32 %y, !5, !DIExpression(), !6)
    #dbg_value(!DIArgList(i32 %x, i32 %y), !5, !DIExpression(DW_OP_plus), !6)
  call void @llvm.dbg.value(metadata i32 %y, metadata !5, metadata !DIExpression())
  ret void
}
declare void @llvm.dbg.value(metadata, metadata, metadata)
!5 = !{}
!6 = !{}
`),
  );
  const [add, record, list] = [...fn.instructions()];
  expect(record?.isDebugRecord).toBe(true);
  expect((list?.operand(0) as MetadataValue).operands).toEqual([fn.args[0], add]);
  const users = [...must(add, "the addition").uses()].map(({ user }) => user);
  expect(users).toHaveLength(3);
  expect(users.every((user) => user instanceof MetadataValue)).toBe(true);
});

test("constants of every form", () => {
  const module = parse(`@a = constant [3 x i8] c"a\\00b"
@b = constant { i32, <2 x float> } { i32 -1, <2 x float> <float 0x3FB99999A0000000, float 1.5> }
@c = constant <{ i8, ptr }> <{ i8 1, ptr @a }>
@d = constant <4 x i32> splat (i32 7)
@e = constant ptr getelementptr inbounds ([3 x i8], ptr @a, i64 0, i64 1)
@f = constant i64 sub (i64 ptrtoint (ptr @b to i64), i64 1)
@g = constant x86_fp80 0xK3FFF8000000000000000
@h = constant ptr dso_local_equivalent @k
@i = constant [2 x ptr] [ptr null, ptr blockaddress(@k, %b)]
define void @k() {
  br label %b
b:
  ret void
}
`);
  const initial = (name: string): unknown => {
    return module.globals().find((global) => global.name === name && "initializer" in global);
  };
  const value = (name: string): unknown => (initial(name) as { initializer: unknown }).initializer;
  expect(value("a")).toMatchObject({ text: 'c"a\\00b"' });
  expect(value("b")).toBeInstanceOf(ConstantAggregate);
  expect(value("c")).toMatchObject({ form: "packed" });
  expect(value("d")).toMatchObject({ form: "splat" });
  expect(value("e")).toMatchObject({ opcode: "getelementptr", flags: "inbounds" });
  expect((value("f") as ConstantExpr).args[0]).toMatchObject({ opcode: "ptrtoint" });
  expect(value("g")).toMatchObject({ text: "0xK3FFF8000000000000000" });
  const address = (value("i") as ConstantAggregate).elements[1] as BlockAddress;
  expect(address).toBeInstanceOf(BlockAddress);
  expect(address.block).toBe(functionOf(module, "k").blocks[1]);
});

test("globals: linkage words, address spaces, tails; aliases and ifuncs", () => {
  const module = parse(`$c = comdat any
@a = private unnamed_addr addrspace(3) constant i32 5, section "s", comdat($c), align 8, !dbg !0 #1
@b = external global i32 align 4
@0 = internal global ptr @d
@d = weak alias i32, ptr @b, partition "p"
@e = ifunc void (), ptr @resolve
@g = alias i8, getelementptr (i8, ptr @0, i64 1)
declare ptr @resolve()
attributes #1 = { "x" }
!0 = !{}
`);
  const [a, b, zero, d, e, g] = module.globals();
  expect(a).toMatchObject({
    header: "private unnamed_addr addrspace(3) constant",
    tail: ', section "s", comdat($c), align 8, !dbg !0 #1',
    isConstant: true,
  });
  expect(a?.type.text).toBe("ptr addrspace(3)");
  expect(b).toMatchObject({ tail: "align 4", isDeclaration: true });
  expect(zero).toMatchObject({ numbered: true, name: "0" });
  expect(d).toMatchObject({ form: "alias", header: "weak", tail: ', partition "p"', target: b });
  expect(e).toMatchObject({ form: "ifunc", target: module.function("resolve") });
  expect(g).toMatchObject({ target: { opcode: "getelementptr" } });
});

test("headers: everything around the parameters is kept", () => {
  const module =
    parse(`define weak_odr hidden fastcc noundef range(i32 0, 9) i32 @f(ptr sret({ i32 }) align 8 %p, ...) local_unnamed_addr addrspace(0) #3 section "}" gc "x" prefix i32 7 !dbg !1 !x !2 { ; }
  ret i32 0
}
declare !x !1 void @g(i32 noundef %named) nounwind
attributes #3 = { "k"="}" }
!1 = !{}
!2 = !{}
`);
  const fn = functionOf(module);
  expect(fn.prefix).toBe("weak_odr hidden fastcc noundef range(i32 0, 9)");
  expect(fn.functionType.text).toBe("i32 (ptr, ...)");
  expect(fn.args[0]).toMatchObject({ attributes: "sret({ i32 }) align 8", name: "p" });
  expect(fn.suffix).toBe(
    'local_unnamed_addr addrspace(0) #3 section "}" gc "x" prefix i32 7 !dbg !1 !x !2',
  );
  const declared = functionOf(module, "g");
  expect(declared).toMatchObject({
    declareMetadata: "!x !1",
    suffix: "nounwind",
    isDeclaration: true,
  });
});

test("attributes of a call may go on in the next line, and end where an instruction starts", () => {
  const [call, end] = instructions(`declare void @g()
define void @f() {
  call void @g() nounwind
    willreturn
  unreachable
}
`);
  expect((call as CallInst).attributes).toBe("nounwind willreturn");
  expect(end?.opcode).toBe("unreachable");
});

test("comments anywhere", () => {
  const [add] = instructions(`; first
define i32 @f(i32 %x) { ; "{
  ; }
  %y = add /* in
  between */ nsw ; here too
    i32 %x, 1
  ret i32 %y
}
`);
  expect(add?.flags).toBe("nsw");
});
