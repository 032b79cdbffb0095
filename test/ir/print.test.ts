import { describe, expect, it } from "vitest";
import { IRBuilder, InsertPoint } from "../../src/ir/builder.ts";
import {
  ConstantAggregate,
  ConstantExpr,
  InlineAsm,
  Literal,
  MetadataText,
  MetadataValue,
} from "../../src/ir/constants.ts";
import { BlockAddress, GlobalAlias, GlobalVariable } from "../../src/ir/graph.ts";
import { CallInst, PadInst, TerminatorInst } from "../../src/ir/instructions.ts";
import { constFloat, constInt, nullOf, splatOf } from "../../src/ir/literal.ts";
import { spellName } from "../../src/ir/print/names.ts";
import {
  Printer,
  printFunction,
  printGlobal,
  printInstruction,
  printValue,
} from "../../src/ir/print/printer.ts";
import { at } from "../../src/support/assert.ts";
import { testContext } from "./context.ts";

describe("names", () => {
  it.each([
    ["x.adj-1$_", "%x.adj-1$_"],
    ["5", '%"5"'],
    ["a b", '%"a b"'],
    ['q"\\\x01\xff', '%"q\\22\\5C\\01\\FF"'],
  ])("%j is %s", (name, text) => {
    expect(spellName("%", name)).toBe(text);
  });

  it("are numbered as LLVM numbers them, and made unique", () => {
    const context = testContext(22);
    const { types } = context;
    const fn = context.define("f", types.i32, [
      [types.i32, null],
      [types.i32, "x"],
    ]);
    const b = new IRBuilder(InsertPoint.atEnd(fn.newBlock(null)), context);
    const n = at(fn.args, 0);
    const next = fn.newBlock(null);
    const x = b.binary("add", n, n, { name: "x" });
    b.binary("mul", x, b.binary("add", x, n), { name: "x" });
    b.br(next);
    b.point = InsertPoint.atEnd(next);
    b.ret(b.freeze(x));
    expect(printFunction(fn)).toBe(`define i32 @f(i32 %0, i32 %x) {
  %x.1 = add i32 %0, %0
  %2 = add i32 %x.1, %0
  %x.2 = mul i32 %x.1, %2
  br label %3

3:
  %4 = freeze i32 %x.1
  ret i32 %4
}`);
  });
});

describe("constants", () => {
  const { types, dialect } = testContext(22);
  const old = testContext(14);
  const one = constFloat(types.double, 1);

  it("spell splats as the dialect has them", () => {
    const v2 = types.vector(types.double, 2);
    const scalable = types.vector(types.double, 2, true);
    expect(printValue(splatOf(v2, one))).toBe("<2 x double> splat (double 1.000000e+00)");
    const printer = new Printer(old.dialect);
    expect(printer.value(splatOf(v2, one), null)).toBe(
      "<2 x double> <double 1.000000e+00, double 1.000000e+00>",
    );
    expect(printer.value(splatOf(scalable, one), null)).toBe(
      "<vscale x 2 x double> shufflevector (<vscale x 2 x double> insertelement " +
        "(<vscale x 2 x double> poison, double 1.000000e+00, i32 0), <vscale x 2 x double> poison, " +
        "<vscale x 2 x i32> zeroinitializer)",
    );
  });

  it("spell aggregates and expressions", () => {
    const ptr = types.opaquePointer();
    const g = new GlobalVariable(ptr, types.i64, "g", false);
    const zero = constInt(types.i64, 0);
    const value = new ConstantAggregate(types.struct([ptr, types.i64], true), "packed", [
      new ConstantExpr(ptr, "getelementptr", [g, zero, zero], {
        flags: "inbounds",
        sourceType: types.array(types.i64, 2),
        inrangeIndex: 1,
      }),
      new ConstantExpr(types.i64, "ptrtoint", [g]),
    ]);
    expect(printValue(value)).toBe(
      "<{ ptr, i64 }> <{ ptr getelementptr inbounds ([2 x i64], ptr @g, inrange i64 0, i64 0), i64 ptrtoint (ptr @g to i64) }>",
    );
    const compared = new ConstantExpr(types.i1, "icmp", [zero, zero], { flags: "eq" });
    expect(printValue(compared)).toBe("i1 icmp eq (i64 0, i64 0)");
    expect(printValue(new ConstantAggregate(types.struct([]), "struct", []))).toBe("{} {}");
  });

  it("stand in globals", () => {
    const g = new GlobalVariable(types.opaquePointer(), types.double, "a b", false);
    g.header = "internal unnamed_addr constant";
    g.initializer = one;
    g.tail = ", align 8, !dbg !0";
    expect(printGlobal(g, dialect)).toBe(
      '@"a b" = internal unnamed_addr constant double 1.000000e+00, align 8, !dbg !0',
    );
    const alias = new GlobalAlias("alias", types.opaquePointer(), types.double, "0", true);
    alias.header = "weak";
    alias.target = g;
    expect(printGlobal(alias, dialect)).toBe('@0 = weak alias double, ptr @"a b"');
  });

  it("name a block of a function by the label that is printed there", () => {
    const context = testContext(22);
    const fn = context.define("f", types.void, []);
    fn.newBlock("entry");
    const address = new BlockAddress(types.opaquePointer(), fn, "%7");
    address.block = fn.newBlock(null);
    expect(new Printer(dialect).value(address, null)).toBe("ptr blockaddress(@f, %0)");
    expect(new Printer(dialect, () => false).value(address, null)).toBe("ptr blockaddress(@f, %7)");
  });
});

describe("instructions", () => {
  const context = testContext(22);
  const { types } = context;
  const ptr = types.opaquePointer();
  const fn = context.define("f", types.void, [[types.i32, "n"]]);
  const [entry, other] = [fn.newBlock("entry"), fn.newBlock("other")];
  const b = new IRBuilder(InsertPoint.atEnd(entry), context);
  const n = at(fn.args, 0);

  it("print calls of every form", () => {
    const printf = context.declare("printf", types.fn(types.i32, [ptr], true));
    const variadic = b.call(printf, [nullOf(ptr), n], {
      argAttributes: ["noundef"],
      tailKind: "tail",
    });
    expect(printInstruction(variadic)).toBe(
      "%0 = tail call i32 (ptr, ...) @printf(ptr noundef null, i32 %n)",
    );
    const asm = new InlineAsm(ptr, 'asm sideeffect "nop", ""');
    const branching = new CallInst("callbr", types.fn(types.void, []), asm, [], {
      destinations: [other, entry],
    });
    branching.attributes = "#1";
    expect(printInstruction(b.insert(branching))).toBe(
      'callbr void asm sideeffect "nop", ""() #1 to label %other [label %entry]',
    );
    const debug = context.declare("llvm.dbg.value", types.fn(types.void, [types.metadata]));
    const value = new MetadataValue(types.metadata, "value", [n]);
    expect(printInstruction(b.call(debug, [value]))).toBe(
      "call void @llvm.dbg.value(metadata i32 %n)",
    );
    const down = new MetadataText(types.metadata, '!"down"');
    const callee = context.declare("g", types.fn(types.double, []), "fastcc");
    const bundled = new CallInst("call", callee.functionType, callee, [], {
      bundleOperands: [down, n],
    });
    bundled.bundles = [
      { tag: 'a"b', start: 0, count: 2 },
      { tag: "none", start: 2, count: 0 },
    ];
    bundled.flags = "nnan";
    bundled.prefix = "fastcc";
    expect(printInstruction(b.insert(bundled))).toBe(
      '%1 = call nnan fastcc double @g() [ "a\\22b"(metadata !"down", i32 %n), "none"() ]',
    );
  });

  it("print pads and their terminators", () => {
    const none = new Literal(types.token, "none");
    const dispatch = new TerminatorInst(types.token, "catchswitch", [none, other, entry]);
    dispatch.hasUnwindDest = true;
    dispatch.name = "cs";
    expect(printInstruction(dispatch)).toBe(
      "%cs = catchswitch within none [label %other] unwind label %entry",
    );
    const pad = new PadInst(types.token, "catchpad", [dispatch, n]);
    pad.name = "cp";
    expect(printInstruction(pad)).toBe("%cp = catchpad within %cs [i32 %n]");
    const leave = new TerminatorInst(types.void, "cleanupret", [pad]);
    expect(printInstruction(leave)).toBe("cleanupret from %cp unwind to caller");
    const back = new TerminatorInst(types.void, "catchret", [pad, other]);
    expect(printInstruction(back)).toBe("catchret from %cp to label %other");
  });

  it("print what is half built without throwing", () => {
    const broken = new TerminatorInst(types.void, "switch", []);
    expect(printInstruction(broken)).toBe("switch ?, ? [\n  ]");
    const orphan = new TerminatorInst(types.void, "catchret", []);
    expect(printInstruction(orphan)).toBe("catchret (not printable)");
  });
});
