import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cfg } from "../../src/analysis/cfg.ts";
import { DominatorTree } from "../../src/analysis/dominators.ts";
import { LoopForest } from "../../src/analysis/loops.ts";
import type { Symbolic } from "../../src/analysis/symbolic.ts";
import { constantTripCount, emitTripCount, tripCount } from "../../src/analysis/tripcount.ts";
import { InsertPoint, IRBuilder } from "../../src/ir/builder.ts";
import { integerOf } from "../../src/ir/constants.ts";
import type { Value } from "../../src/ir/value.ts";
import { verifyFunction } from "../../src/ir/verify.ts";
import { at, must } from "../../src/support/assert.ts";
import { parseFunction } from "./parse.ts";

const predicates = ["eq", "ne", "ult", "ule", "ugt", "uge", "slt", "sle", "sgt", "sge"] as const;

/** A loop that counts an i8 and leaves on a comparison, in one of the shapes that front ends write. */
interface Shape {
  readonly start: number;
  readonly bound: number;
  readonly step: number;
  readonly flags: string;
  readonly predicate: (typeof predicates)[number];
  /** Compare the increased counter, as a rotated loop does. */
  readonly next: boolean;
  /** Compare it widened or narrowed. */
  readonly cast: "none" | "sext" | "zext" | "trunc";
  /** Write the comparison with its operands exchanged, and leave on true. */
  readonly turned: boolean;
  /** How many of start, bound and step are literals; the others are arguments. */
  readonly literals: number;
  /** A second exit that is taken after so many rounds; null for none. */
  readonly leaves: number | null;
}

const widths = { none: 8, sext: 16, zext: 16, trunc: 4 };

function loopText(shape: Shape): string {
  const { predicate, cast, next, turned, literals, leaves } = shape;
  const wide = widths[cast];
  const start = literals > 1 ? shape.start : "%start";
  const step = literals > 0 ? shape.step : "%step";
  const bound = literals > 2 ? BigInt.asIntN(wide, BigInt(shape.bound)) : "%bound";
  const counter = next ? "%next" : "%i";
  const tested = cast === "none" ? counter : "%x";
  const operands = turned ? `${bound}, ${tested}` : `${tested}, ${bound}`;
  const swapped: Record<string, string> = { l: "g", g: "l" };
  const written = turned ? predicate.replace(/(?<=^[us])[lg]/, (c) => swapped[c] ?? c) : predicate;
  return `define void @f(i8 %start, i${wide} %bound, i8 %step, i32 %leave) {
entry:
  br label %head
head:
  %i = phi i8 [ ${start}, %entry ], [ %next, %back ]
  %round = phi i32 [ 0, %entry ], [ %later, %back ]
  %later = add i32 %round, 1
  %quit = icmp eq i32 %round, %leave
  ${leaves === null ? "br label %body" : "br i1 %quit, label %out, label %body"}
body:
  %next = add ${shape.flags} i8 %i, ${step}
  ${cast === "none" ? "" : `%x = ${cast} i8 ${counter} to i${wide}`}
  %stay = icmp ${written} i${wide} ${operands}
  ${turned ? "%go = xor i1 %stay, true\n  br i1 %go, label %out, label %back" : "br i1 %stay, label %back, label %out"}
back:
  br label %head
out:
  ret void
}
`;
}

/** Rounds until the loop is left; null when it never is, or when it meets undefined behaviour. */
function simulate(shape: Shape): number | null {
  const wide = widths[shape.cast];
  const bound = BigInt.asUintN(wide, BigInt(shape.bound));
  const step = BigInt.asIntN(8, BigInt(shape.step));
  let i = BigInt.asUintN(8, BigInt(shape.start));
  for (let round = 0; round < 600; round++) {
    if (shape.leaves === round) return round;
    const next = BigInt.asUintN(8, i + step);
    const isPoison = wraps(i, step, shape.flags);
    const counter = shape.next ? next : i;
    if (shape.next && isPoison) return null;
    if (!compare(shape.predicate, widen(counter, shape.cast), bound, wide)) return round;
    // A poison counter is looked at in the next round, whatever is tested.
    if (isPoison) return null;
    i = next;
  }
  return null;
}

function wraps(i: bigint, step: bigint, flags: string): boolean {
  const signed = BigInt.asIntN(8, i) + step;
  const unsigned = i + BigInt.asUintN(8, step);
  const leavesSigned = signed !== BigInt.asIntN(8, signed);
  const leavesUnsigned = unsigned !== BigInt.asUintN(8, unsigned);
  return (flags.includes("nsw") && leavesSigned) || (flags.includes("nuw") && leavesUnsigned);
}

function widen(i: bigint, cast: Shape["cast"]): bigint {
  if (cast === "sext") return BigInt.asUintN(16, BigInt.asIntN(8, i));
  return cast === "trunc" ? BigInt.asUintN(4, i) : i;
}

function compare(predicate: string, x: bigint, y: bigint, bits: number): boolean {
  const [a, b] = predicate.startsWith("s")
    ? [BigInt.asIntN(bits, x), BigInt.asIntN(bits, y)]
    : [x, y];
  const order = a < b ? "lt" : a > b ? "gt" : "eq";
  if (predicate === "eq" || predicate === "ne") return (order === "eq") === (predicate === "eq");
  const wanted = predicate.slice(1);
  return (
    wanted === order ||
    (wanted.endsWith("e") && (order === "eq" || wanted.startsWith(order.charAt(0))))
  );
}

/** The number an expression has for these arguments: written anew, because the module under test folds with its own. */
function evaluate(expr: Symbolic, args: ReadonlyMap<string, bigint>): bigint {
  if (expr.kind === "constant") return expr.constant;
  if (expr.kind === "value") {
    const known = integerOf(expr.value) ?? args.get(expr.value.name ?? "");
    return BigInt.asUintN(expr.bits, must(known, "the value is an argument"));
  }
  const values = expr.args.map((arg) => evaluate(arg, args));
  const [x = 0n, y = 0n, z = 0n] = values;
  const from = at(expr.args, 0).bits;
  const results: Record<string, () => bigint> = {
    add: () => x + y,
    sub: () => x - y,
    mul: () => x * y,
    udiv: () => x / y,
    lshr: () => x >> y,
    and: () => x & y,
    zext: () => x,
    trunc: () => x,
    sext: () => BigInt.asIntN(from, x),
    select: () => (x !== 0n ? y : z),
  };
  const result = results[expr.op];
  if (result === undefined) return compare(expr.op, x, y, from) ? 1n : 0n;
  return BigInt.asUintN(expr.bits, result());
}

function countOf(text: string) {
  const { fn, module } = parseFunction(text);
  const tree = new DominatorTree(new Cfg(fn));
  const [loop] = new LoopForest(tree).loops;
  const trip = tripCount(must(loop, "there is a loop"), tree);
  return { fn, module, trip };
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  start: fc.integer({ min: -128, max: 127 }),
  bound: fc.integer({ min: -140, max: 260 }),
  step: fc.oneof(fc.constantFrom(1, -1, 2, 3, -3), fc.integer({ min: -128, max: 127 })),
  flags: fc.constantFrom("", "nsw", "nuw", "nuw nsw"),
  predicate: fc.constantFrom(...predicates),
  next: fc.boolean(),
  cast: fc.constantFrom("none", "none", "sext", "zext", "trunc"),
  turned: fc.boolean(),
  literals: fc.integer({ min: 0, max: 3 }),
  leaves: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 40 })),
});

/** The least signed number is its own negative: a step of that size goes down all the same. */
const leastStep: Shape = {
  start: 0,
  bound: 128,
  step: -128,
  flags: "nsw",
  predicate: "sgt",
  next: false,
  cast: "none",
  turned: false,
  literals: 0,
  leaves: null,
};

describe("trip counts", () => {
  test("are those of the loop as it runs, or unknown", () => {
    const seen = { exact: 0, bound: 0, unknown: 0 };
    fc.assert(
      fc.property(shapes, (shape) => {
        const rounds = simulate(shape);
        const { trip } = countOf(loopText(shape));
        if (trip === null) seen.unknown++;
        if (trip === null || rounds === null) return;
        const args = new Map([
          ["start", BigInt(shape.start)],
          ["bound", BigInt(shape.bound)],
          ["step", BigInt(shape.step)],
          ["leave", BigInt(shape.leaves ?? -1)],
        ]);
        const count = Number(evaluate(trip.count, args));
        expect(trip.exact).toBe(shape.leaves === null);
        if (trip.exact) expect(count).toBe(rounds);
        else expect(count).toBeGreaterThanOrEqual(rounds);
        seen[trip.exact ? "exact" : "bound"]++;
      }),
      { numRuns: 2000, examples: [[leastStep]] },
    );
    // The property says nothing if every loop is unknown.
    expect(seen.exact).toBeGreaterThan(50);
    expect(seen.bound).toBeGreaterThan(5);
  });

  const plain = {
    start: 0,
    step: 1,
    flags: "nsw",
    next: false,
    cast: "none",
    turned: false,
  } as const;
  test.each([
    ["ten rounds up", { ...plain, bound: 10, predicate: "slt", literals: 3, leaves: null }, 10n],
    ["none", { ...plain, bound: -5, predicate: "slt", literals: 3, leaves: null }, 0n],
    ["threes", { ...plain, step: 3, bound: 10, predicate: "slt", literals: 3, leaves: null }, 4n],
  ] as const)("of constant loops are constants: %s", (_name, shape, rounds) => {
    const { trip } = countOf(loopText(shape));
    expect(constantTripCount(must(trip, "known"))).toBe(rounds);
  });

  test("of a long step that may wrap is unknown", () => {
    const shape = {
      ...plain,
      flags: "",
      step: 3,
      bound: 0,
      predicate: "ult",
      literals: 1,
      leaves: null,
    } as const;
    expect(countOf(loopText(shape)).trip).toBeNull();
  });

  test("are written before the loop, with what the loop computes of its bound", () => {
    const { fn, trip, module } = countOf(`define void @f(i32 %n) {
entry:
  br label %head
head:
  %i = phi i32 [ 0, %entry ], [ %next, %head ]
  %limit = sub nsw i32 %n, 1
  %wide = sext i32 %limit to i64
  %next = add nsw i32 %i, 1
  %j = sext i32 %next to i64
  %stay = icmp slt i64 %j, %wide
  br i1 %stay, label %head, label %out
out:
  ret void
}
`);
    const before = fn.entry.terminator;
    const builder = new IRBuilder(InsertPoint.before(must(before, "the entry ends")), module);
    const count: Value = emitTripCount(builder, must(trip, "known"));
    expect(count.type.text).toBe("i64");
    expect(verifyFunction(fn)).toEqual([]);
    expect([...fn.entry].map((inst) => inst.opcode)).toEqual(
      expect.arrayContaining(["sub", "sext", "icmp", "select"]),
    );
  });

  test("of pointers that walk to an end divide by the element", () => {
    const { trip } = countOf(`define void @f(ptr %from, ptr %to) {
entry:
  br label %head
head:
  %p = phi ptr [ %from, %entry ], [ %next, %body ]
  %done = icmp eq ptr %p, %to
  br i1 %done, label %out, label %body
body:
  %next = getelementptr inbounds double, ptr %p, i64 1
  br label %head
out:
  ret void
}
`);
    const args = new Map([
      ["from", 4096n],
      ["to", 4176n],
    ]);
    expect(evaluate(must(trip, "known").count, args)).toBe(10n);
  });
});
