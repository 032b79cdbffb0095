import { describe, expect, it } from "vitest";
import { IRBuilder, InsertPoint } from "../../src/ir/builder.ts";
import type { BasicBlock, Function } from "../../src/ir/graph.ts";
import { ArithmeticInst, LoadInst, type PhiInst } from "../../src/ir/instructions.ts";
import { constFloat, constInt } from "../../src/ir/literal.ts";
import { describeProblem, verifyFunction } from "../../src/ir/verify.ts";
import { at, must } from "../../src/support/assert.ts";
import { type TestContext, testContext } from "./context.ts";

interface Parts {
  readonly context: TestContext;
  readonly fn: Function;
  readonly b: IRBuilder;
  readonly entry: BasicBlock;
  readonly left: BasicBlock;
  readonly right: BasicBlock;
  readonly join: BasicBlock;
  readonly phi: PhiInst;
}

/** A well-formed diamond: entry -> left, right -> join. */
function diamond(version = 22): Parts {
  const context = testContext(version);
  const { types } = context;
  const fn = context.define("f", types.i32, [
    [types.i32, "n"],
    [types.pointerTo(types.double), "p"],
  ]);
  const blocks = ["entry", "left", "right", "join"].map((name) => fn.newBlock(name));
  const [entry, left, right, join] = [0, 1, 2, 3].map((i) => at(blocks, i)) as [
    BasicBlock,
    BasicBlock,
    BasicBlock,
    BasicBlock,
  ];
  const n = at(fn.args, 0);
  const b = new IRBuilder(InsertPoint.atEnd(entry), context);
  b.condBr(b.icmp("slt", n, constInt(types.i32, 0)), left, right);
  b.point = InsertPoint.atEnd(left);
  const twice = b.binary("add", n, n, { name: "twice" });
  b.br(join);
  b.point = InsertPoint.atEnd(right);
  b.br(join);
  b.point = InsertPoint.atEnd(join);
  const phi = b.phi(types.i32, { name: "r" });
  phi.addIncoming(twice, left);
  phi.addIncoming(n, right);
  b.ret(phi);
  return { context, fn, b, entry, left, right, join, phi };
}

/** Each mutation breaks one rule; the message must name it. */
const mutations: Readonly<Record<string, readonly [(parts: Parts) => void, RegExp]>> = {
  "a missing terminator": [
    ({ right }) => {
      must(right.terminator, "built so").erase();
    },
    /no terminator/,
  ],
  "a terminator in the middle": [
    ({ b, left, join }) => {
      b.point = InsertPoint.atStart(left);
      b.br(join);
    },
    /middle/,
  ],
  "a phi without a predecessor's value": [
    ({ phi }) => {
      phi.removeIncoming(1);
    },
    /0 values from %right for 1 edges/,
  ],
  "a phi with a value too many": [
    ({ phi, entry, fn }) => {
      phi.addIncoming(at(fn.args, 0), entry);
    },
    /1 values from %entry for 0 edges/,
  ],
  "a phi behind other instructions": [
    ({ phi, join, b, fn }) => {
      b.point = InsertPoint.atStart(join);
      b.freeze(at(fn.args, 0));
      expect(phi.parent).toBe(join);
    },
    /behind other/,
  ],
  "an edge to the entry": [
    ({ right, entry, b }) => {
      must(right.terminator, "built so").erase();
      b.point = InsertPoint.atEnd(right);
      b.br(entry);
    },
    /entry block has predecessors/,
  ],
  "a use that its definition does not dominate": [
    ({ right, b, phi }) => {
      b.point = InsertPoint.atStart(right);
      b.freeze(phi.incomingValue(0));
    },
    /does not dominate/,
  ],
  "a use before its definition in the block": [
    ({ left, b, phi }) => {
      b.point = InsertPoint.atStart(left);
      b.freeze(phi.incomingValue(0));
    },
    /does not dominate/,
  ],
  "an operand of another function": [
    ({ join, b }) => {
      b.point = InsertPoint.beforeTerminator(join);
      b.freeze(at(diamond().fn.args, 0));
    },
    /not of this function/,
  ],
  "an operand that was erased": [
    ({ phi }) => {
      phi.incomingValue(0).firstUse?.unlink();
    },
    /use list/,
  ],
  "operands of two types": [
    ({ join, b, phi, context }) => {
      const { types } = context;
      b.point = InsertPoint.beforeTerminator(join);
      b.insert(new ArithmeticInst(types.i32, "add", [phi, constInt(types.i64, 1)]));
    },
    /an operand is i64, not i32/,
  ],
  "integer arithmetic on floats": [
    ({ join, b, context }) => {
      const one = constFloat(context.types.double, 1);
      b.point = InsertPoint.beforeTerminator(join);
      b.binary("add", one, one);
    },
    /add of double/,
  ],
  "a returned value of the wrong type": [
    ({ join, b, context }) => {
      must(join.terminator, "built so").erase();
      b.point = InsertPoint.atEnd(join);
      b.ret(constFloat(context.types.double, 1));
    },
    /the returned value is double, not i32/,
  ],
  "a call with too few arguments": [
    ({ join, b, context, fn }) => {
      b.point = InsertPoint.beforeTerminator(join);
      b.call(fn, [constInt(context.types.i32, 1)]);
    },
    /1 arguments for/,
  ],
  "a cast to a type it does not lead to": [
    ({ join, b, context, phi }) => {
      b.point = InsertPoint.beforeTerminator(join);
      b.cast("sitofp", phi, context.types.i64);
    },
    /sitofp from i32 to i64/,
  ],
};

describe("verifyFunction", () => {
  it("has no complaint about a well-formed function, nor about a declaration", () => {
    const { fn, context } = diamond();
    expect(verifyFunction(fn)).toEqual([]);
    expect(verifyFunction(context.declare("g", fn.functionType))).toEqual([]);
  });

  it.each(Object.keys(mutations))("names %s", (name) => {
    const parts = diamond();
    const [mutate, message] = must(mutations[name], "a key of the table");
    mutate(parts);
    const problems = verifyFunction(parts.fn);
    expect(problems.map(({ what }) => what).join("\n")).toMatch(message);
  });

  it("checks the pointee of typed pointers", () => {
    const { fn, b, join, context } = diamond(14);
    b.point = InsertPoint.beforeTerminator(join);
    b.insert(new LoadInst(context.types.i64, at(fn.args, 1)));
    expect(verifyFunction(fn).map(describeProblem)).toEqual([
      "@f, block %join: the address is double*, which does not point to i64 " +
        "in: %1 = load i64, double* %p",
    ]);
  });

  it("lets an unreachable block use anything of the function", () => {
    const { fn, b, phi } = diamond();
    b.point = InsertPoint.atEnd(fn.newBlock("dead"));
    b.freeze(phi);
    b.unreachable();
    expect(verifyFunction(fn)).toEqual([]);
  });
});
