import { describe, expect, it } from "vitest";
import { IRBuilder, InsertPoint } from "../../src/ir/builder.ts";
import type { Function } from "../../src/ir/graph.ts";
import { constFloat, constInt, nullOf } from "../../src/ir/literal.ts";
import { printFunction, printInstruction } from "../../src/ir/print/printer.ts";
import { verifyFunction } from "../../src/ir/verify.ts";
import { at } from "../../src/support/assert.ts";
import { type TestContext, testContext } from "./context.ts";

/** `for (i = 0; i < n; i++) sum += x[i] * x[i]`, with every block built by hand. */
function buildLoop(context: TestContext): Function {
  const { types } = context;
  const pointer = types.pointerTo(types.double);
  const fn = context.define("norm2", types.double, [
    [pointer, "x"],
    [types.i64, "n"],
  ]);
  const [entry, body, exit] = ["entry", "body", "exit"].map((name) => fn.newBlock(name));
  if (entry === undefined || body === undefined || exit === undefined) throw new Error("no blocks");
  const [x, n] = [at(fn.args, 0), at(fn.args, 1)];
  const b = new IRBuilder(InsertPoint.atEnd(entry), context, { debugLocation: "!dbg !5" });
  b.condBr(b.icmp("eq", n, constInt(types.i64, 0), { name: "none" }), exit, body);
  b.point = InsertPoint.atEnd(body);
  const i = b.phi(types.i64, { name: "i" });
  const sum = b.phi(types.double, { name: "sum" });
  const slot = b.gep(types.double, x, [i], { flags: "inbounds", name: "x" });
  const value = b.load(types.double, slot, { align: 8, metadata: "!tbaa !7" });
  const next = b.binary("fadd", sum, b.binary("fmul", value, value), {
    flags: "fast",
    name: "sum",
  });
  const j = b.binary("add", i, constInt(types.i64, 1), { flags: "nuw nsw" });
  b.condBr(b.icmp("eq", j, n), exit, body);
  i.addIncoming(constInt(types.i64, 0), entry);
  i.addIncoming(j, body);
  sum.addIncoming(constFloat(types.double, 0), entry);
  sum.addIncoming(next, body);
  b.debugLocation = null;
  b.point = InsertPoint.atEnd(exit);
  const result = b.phi(types.double, "result");
  result.addIncoming(constFloat(types.double, 0), entry);
  result.addIncoming(next, body);
  b.ret(result);
  return fn;
}

describe("IRBuilder", () => {
  it("builds a loop that verifies and prints as LLVM prints it", () => {
    const context = testContext(22);
    const fn = buildLoop(context);
    expect(verifyFunction(fn)).toEqual([]);
    expect(context.changed.has(fn)).toBe(true);
    expect(printFunction(fn)).toBe(`define double @norm2(ptr %x, i64 %n) {
entry:
  %none = icmp eq i64 %n, 0, !dbg !5
  br i1 %none, label %exit, label %body, !dbg !5

body:
  %i = phi i64 [ 0, %entry ], [ %2, %body ], !dbg !5
  %sum = phi double [ 0.000000e+00, %entry ], [ %sum.1, %body ], !dbg !5
  %x.1 = getelementptr inbounds double, ptr %x, i64 %i, !dbg !5
  %0 = load double, ptr %x.1, align 8, !dbg !5, !tbaa !7
  %1 = fmul double %0, %0, !dbg !5
  %sum.1 = fadd fast double %sum, %1, !dbg !5
  %2 = add nuw nsw i64 %i, 1, !dbg !5
  %3 = icmp eq i64 %2, %n, !dbg !5
  br i1 %3, label %exit, label %body, !dbg !5

exit:
  %result = phi double [ 0.000000e+00, %entry ], [ %sum.1, %body ]
  ret double %result
}`);
  });

  it("builds the same with typed pointers", () => {
    const fn = buildLoop(testContext(14));
    expect(verifyFunction(fn)).toEqual([]);
    expect(printFunction(fn)).toContain(
      "%x.1 = getelementptr inbounds double, double* %x, i64 %i, !dbg !5\n" +
        "  %0 = load double, double* %x.1, align 8, !dbg !5, !tbaa !7\n",
    );
  });

  it("casts typed pointers where the pointee differs", () => {
    const context = testContext(14);
    const { types } = context;
    const bytes = types.pointerTo(types.i8);
    const fn = context.define("f", types.void, [[bytes, "p"]]);
    const callee = context.declare("free", types.fn(types.void, [bytes]), "fastcc");
    const b = new IRBuilder(InsertPoint.atEnd(fn.newBlock(null)), context);
    const p = at(fn.args, 0);
    b.store(constFloat(types.double, 1), p);
    const pair = types.struct([types.i32, types.array(types.float, 4)]);
    const cell = b.gep(
      pair,
      p,
      [0, 1, 2].map((n) => constInt(types.i32, n)),
    );
    expect(cell.type.text).toBe("float*");
    b.call(callee, [cell]);
    b.call({ callee: p, type: types.fn(types.void, []) }, []);
    b.ret();
    expect(verifyFunction(fn)).toEqual([]);
    expect(printFunction(fn)).toBe(`define void @f(i8* %p) {
  %1 = bitcast i8* %p to double*
  store double 1.000000e+00, double* %1
  %2 = bitcast i8* %p to { i32, [4 x float] }*
  %3 = getelementptr { i32, [4 x float] }, { i32, [4 x float] }* %2, i32 0, i32 1, i32 2
  %4 = bitcast float* %3 to i8*
  call fastcc void @free(i8* %4)
  %5 = bitcast i8* %p to void ()*
  call void %5()
  ret void
}`);
  });

  it("puts allocas where the target keeps its stack", () => {
    const context = testContext(19, "A5-p5:32:32");
    const { types } = context;
    const fn = context.define("f", types.void, []);
    const b = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), context);
    const slot = b.alloca(types.double, { align: 8, count: constInt(types.i32, 3), name: "slot" });
    expect(printInstruction(slot)).toBe("%slot = alloca double, i32 3, align 8, addrspace(5)");
    expect(slot.type.text).toBe("ptr addrspace(5)");
  });

  it("makes values of every other shape", () => {
    const context = testContext(19);
    const { types } = context;
    const v4 = types.vector(types.float, 4);
    const fn = context.define("f", v4, [
      [v4, "v"],
      [types.struct([types.i32, v4]), "s"],
      [types.opaquePointer(), "p"],
    ]);
    const [v, s, p] = [at(fn.args, 0), at(fn.args, 1), at(fn.args, 2)];
    const b = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), context);
    const part = b.extractValue(s, 1);
    const changed = b.insertValue(s, b.fneg(part), [1]);
    const lane = b.extractElement(v, constInt(types.i32, 0));
    const wide = b.cast("fpext", b.freeze(lane), types.double);
    b.atomicRmw("fadd", p, wide, { ordering: 'syncscope("agent") monotonic', align: 8 });
    const mask = nullOf(types.vector(types.i32, 4));
    const spread = b.shuffle(b.insertElement(v, lane, constInt(types.i32, 1)), part, mask);
    const less = b.fcmp("olt", spread, constFloat(v4, 2), { flags: "nnan" });
    b.ret(b.select(less, spread, b.extractValue(changed, [1])));
    expect(verifyFunction(fn)).toEqual([]);
    const text = printFunction(fn);
    expect(text).toContain("fcmp nnan olt <4 x float> %8, splat (float 2.000000e+00)");
    expect(text).toContain(
      'atomicrmw fadd ptr %p, double %5 syncscope("agent") monotonic, align 8',
    );
    expect(text).toContain("%2 = insertvalue { i32, <4 x float> } %s, <4 x float> %1, 1");
  });

  it("keeps its place between instructions and puts phis first", () => {
    const context = testContext(22);
    const { types } = context;
    const fn = context.define("f", types.i32, [[types.i32, "n"]]);
    const block = fn.newBlock("entry");
    const n = at(fn.args, 0);
    const b = new IRBuilder(InsertPoint.atEnd(block), context);
    const end = b.ret(n);
    b.point = InsertPoint.before(end);
    const first = b.binary("add", n, n, { name: "a" });
    const second = b.binary("mul", first, n, { name: "b" });
    expect([...block]).toEqual([first, second, end]);
    b.point = InsertPoint.atStart(block);
    const phi = b.phi(types.i32);
    const early = b.binary("sub", n, n);
    expect([...block]).toEqual([phi, early, first, second, end]);
    expect(InsertPoint.afterPhis(block).next).toBe(early);
    expect(InsertPoint.after(end).next).toBe(null);
    second.replaceAllUsesWith(n);
    b.point = InsertPoint.before(second);
    second.erase();
    expect(() => b.fneg(n)).toThrow("insert point");
  });
});
