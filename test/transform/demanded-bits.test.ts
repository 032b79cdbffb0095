/** Bits that nobody needs: random integer code computes the same before and after, and packed floats come apart. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integerOf } from "../../src/ir/constants.ts";
import type { Function } from "../../src/ir/graph.ts";
import { Module } from "../../src/ir/module.ts";
import { printFunction } from "../../src/ir/print/printer.ts";
import type { Value } from "../../src/ir/value.ts";
import { must } from "../../src/support/assert.ts";
import { removeDeadCode } from "../../src/transform/dce.ts";
import { separateBits } from "../../src/transform/demanded-bits.ts";
import { mergeFloats } from "../../src/transform/float-phis.ts";
import { unpackBits } from "../../src/transform/unpack-bits.ts";

const wide = 64;
const mask = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

/** One instruction: an operation, and which earlier values and constants it takes. */
interface Step {
  readonly opcode: string;
  readonly a: number;
  readonly b: number;
  readonly constant: bigint | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  opcode: fc.constantFrom(
    "or",
    "or",
    "or",
    "and",
    "and",
    "xor",
    "add",
    "sub",
    "mul",
    "shl",
    "lshr",
  ),
  a: fc.nat(1000),
  b: fc.nat(1000),
  constant: fc.option(
    fc.oneof(
      fc.constantFrom(0xffffffffn, mask(64) ^ 0xffffffffn, 1n << 32n, 0xffn, mask(64) ^ mask(33)),
      fc.bigInt({ min: 0n, max: mask(64) }),
    ),
    { freq: 1 },
  ),
});

function textOf(steps: readonly Step[], isNarrow: boolean): string {
  const names = ["%x", "%y", "%p"];
  const lines = ["%f = bitcast float %z to i32", "%p = zext i32 %f to i64"];
  steps.forEach(({ opcode, a, b, constant }, i) => {
    const left = names[a % names.length];
    const isShift = opcode === "shl" || opcode === "lshr";
    const shift = constant === null ? "32" : String(constant % 64n);
    const right = isShift ? shift : (constant ?? names[b % names.length]);
    lines.push(`%v${i} = ${opcode} i64 ${left}, ${right}`);
    names.push(`%v${i}`);
  });
  lines.push(
    isNarrow ? `%r = trunc i64 ${names.at(-1)} to i32` : `%r = lshr i64 ${names.at(-1)}, 32`,
  );
  return `define ${isNarrow ? "i32" : "i64"} @f(i64 %x, i64 %y, float %z) {\n${lines.join("\n")}\nret ${isNarrow ? "i32" : "i64"} %r\n}`;
}

const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  or: (a, b) => a | b,
  and: (a, b) => a & b,
  xor: (a, b) => a ^ b,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  shl: (a, b) => a << b,
  lshr: (a, b) => a >> b,
};

function run(fn: Function, x: bigint, y: bigint, z: bigint): bigint {
  const values = new Map<Value, bigint>([
    [must(fn.args[0], "x"), x],
    [must(fn.args[1], "y"), y],
    [must(fn.args[2], "z"), z],
  ]);
  const of = (value: Value | undefined): bigint => {
    const operand = must(value, "the operand is there");
    const known = integerOf(operand);
    if (known !== undefined) return BigInt.asUintN(wide, known);
    return must(values.get(operand), "it has been computed");
  };
  for (const inst of fn.instructions()) {
    const [a, b] = inst.operands;
    if (inst.opcode === "ret") return of(a);
    const bits = inst.type.kind === "int" ? inst.type.bits : wide;
    const compute = operations[inst.opcode];
    values.set(inst, BigInt.asUintN(bits, compute === undefined ? of(a) : compute(of(a), of(b))));
  }
  throw new Error("the function returns");
}

const bits64 = fc.bigInt({ min: 0n, max: mask(64) });

describe("separateBits", () => {
  it("changes no bit that is returned", () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 14 }),
        fc.boolean(),
        bits64,
        bits64,
        fc.bigInt({ min: 0n, max: mask(32) }),
        (steps, isNarrow, x, y, z) => {
          const module = Module.parse(textOf(steps, isNarrow), { file: "f.ll" });
          const fn = must(module.function("f"), "it is there");
          const before = run(fn, x, y, z);
          separateBits(fn);
          expect(run(fn, x, y, z)).toBe(before);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("leaves a loop that carries a float and a count in one integer with a phi of each", () => {
    const text = `
define float @f(float %z) {
entry:
  br label %loop
loop:
  %packed = phi i64 [ 1065353216, %entry ], [ %next, %loop ]
  %count = lshr i64 %packed, 32
  %low = trunc i64 %packed to i32
  %float = bitcast i32 %low to float
  %product = fmul float %float, %z
  %bits = bitcast float %product to i32
  %wide = zext i32 %bits to i64
  %more = add i64 %packed, 4294967296
  %high = and i64 %more, -4294967296
  %next = or i64 %high, %wide
  %done = icmp eq i64 %count, 3
  br i1 %done, label %exit, label %loop
exit:
  ret float %product
}`;
    const module = Module.parse(text, { file: "f.ll" });
    const fn = must(module.function("f"), "it is there");
    separateBits(fn);
    unpackBits(fn);
    removeDeadCode(fn, module);
    mergeFloats(fn, module);
    const made = printFunction(fn);
    expect(made).toContain("phi float [ 1.000000e+00");
    expect(made).not.toContain("bitcast i32");
  });
});
