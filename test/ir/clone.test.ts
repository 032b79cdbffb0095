import { describe, expect, it } from "vitest";
import { cloneBlocks, cloneFunctionBody } from "../../src/ir/clone.ts";
import { MetadataText, MetadataValue } from "../../src/ir/constants.ts";
import { IRBuilder, InsertPoint } from "../../src/ir/builder.ts";
import type { BasicBlock, Function } from "../../src/ir/graph.ts";
import {
  CallInst,
  CmpXchgInst,
  DebugRecord,
  FenceInst,
  LandingPadInst,
  TerminatorInst,
  VaArgInst,
} from "../../src/ir/instructions.ts";
import { constInt, nullOf } from "../../src/ir/literal.ts";
import { printFunction } from "../../src/ir/print/printer.ts";
import type { Value } from "../../src/ir/value.ts";
import { verifyFunction } from "../../src/ir/verify.ts";
import { at } from "../../src/support/assert.ts";
import { type TestContext, testContext } from "./context.ts";

/** A loop whose latch precedes its header in layout, and an instruction of most shapes. */
function everyShape(context: TestContext, name: string): Function {
  const { types } = context;
  const ptr = types.opaquePointer();
  const fn = context.define(name, types.i32, [
    [types.i32, "n"],
    [ptr, "p"],
  ]);
  const blocks = ["entry", "latch", "header", "exit", "pad"].map((label) => fn.newBlock(label));
  const [entry, latch, header, exit, pad] = blocks as [
    BasicBlock,
    BasicBlock,
    BasicBlock,
    BasicBlock,
    BasicBlock,
  ];
  const [n, p] = [at(fn.args, 0), at(fn.args, 1)];
  const b = new IRBuilder(InsertPoint.atEnd(entry), context, { debugLocation: "!dbg !3" });
  const slot = b.alloca(types.i32, { align: 4, name: "slot" });
  b.store(n, slot, { flags: "volatile", align: 4 });
  b.load(types.i32, slot, { flags: "atomic", ordering: "acquire", align: 4 });
  b.insert(new FenceInst(types.void, "seq_cst"));
  const pair = types.struct([types.i32, types.i1]);
  const exchanged = b.insert(
    new CmpXchgInst(pair, [p, n, n], 'syncscope("agent") acq_rel monotonic', 4),
    { flags: "weak" },
  );
  b.extractValue(exchanged, 0);
  b.insert(new VaArgInst(types.i64, "va_arg", [p]));
  const record = new DebugRecord(types.void, "#dbg_value", [
    new MetadataValue(types.metadata, "value", [n]),
    new MetadataText(types.metadata, "!DIExpression()"),
  ]);
  entry.append(record);
  b.br(header);
  b.point = InsertPoint.atEnd(latch);
  b.point = InsertPoint.atEnd(header);
  const i = b.phi(types.i32, "i");
  const callee = context.declare("g", types.fn(types.i32, [types.i32]));
  const call = new CallInst("invoke", callee.functionType, callee, [i], {
    bundleOperands: [n],
    destinations: [latch, pad],
  });
  call.bundles = [{ tag: "deopt", start: 1, count: 1 }];
  call.argAttributes = ["signext"];
  call.attributes = "nounwind";
  call.prefix = "fastcc zeroext";
  b.insert(call, { name: "r" });
  b.point = InsertPoint.atEnd(latch);
  const next = b.binary("add", i, call, { flags: "nsw", name: "next" });
  b.switchTo(next, header, [[constInt(types.i32, 7), exit]]);
  i.addIncoming(n, entry);
  i.addIncoming(next, latch);
  b.point = InsertPoint.atEnd(exit);
  b.ret(b.select(b.icmp("eq", n, i), n, next));
  b.point = InsertPoint.atEnd(pad);
  const landing = new LandingPadInst(types.struct([ptr, types.i32]), ["catch"], [nullOf(ptr)]);
  b.insert(landing, { flags: "cleanup" });
  b.insert(new TerminatorInst(types.void, "resume", [landing]));
  return fn;
}

describe("cloning", () => {
  it("copies every field: the copy prints as the original", () => {
    const context = testContext(22);
    const from = everyShape(context, "f");
    const to = context.define("f", context.types.i32, [
      [context.types.i32, "n"],
      [context.types.opaquePointer(), "p"],
    ]);
    expect(verifyFunction(from)).toEqual([]);
    const before = printFunction(from);
    const map = new Map<Value, Value>();
    cloneFunctionBody(from, to, map);
    expect(verifyFunction(to)).toEqual([]);
    expect(printFunction(to)).toBe(before);
    expect(printFunction(from)).toBe(before);
    expect(map.get(at(from.blocks, 2))).toBe(at(to.blocks, 2));
    for (const inst of to.instructions()) {
      for (const operand of inst.operands) expect([...from.instructions()]).not.toContain(operand);
    }
  });

  it("leaves debug information out on demand", () => {
    const context = testContext(22);
    const from = everyShape(context, "f");
    const to = context.define("g", context.types.i32, [
      [context.types.i32, "n"],
      [context.types.opaquePointer(), "p"],
    ]);
    cloneFunctionBody(from, to, new Map(), { dropDebug: true });
    expect(printFunction(to)).not.toMatch(/dbg/);
    expect(verifyFunction(to)).toEqual([]);
  });

  it("keeps a substitute that is itself copied", () => {
    const context = testContext(22);
    const { i32 } = context.types;
    const fn = context.define("f", i32, [[i32, "n"]]);
    const b = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), context);
    const n = at(fn.args, 0);
    const first = b.binary("add", n, n, { name: "first" });
    b.ret(b.binary("mul", first, n));
    // In the copy %n reads as the original %first, which has a copy of its own.
    const copies = cloneBlocks(fn.blocks, fn, new Map<Value, Value>([[n, first]]));
    expect(at(copies, 0).first?.operands).toEqual([first, first]);
  });
});
