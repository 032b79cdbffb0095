import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldBinary, foldCast, foldCompare } from "../../src/ir/fold.ts";
import { verifyFunction } from "../../src/ir/verify.ts";
import { takeKnownBranches } from "../../src/transform/known-branches.ts";
import { parseFunction } from "../analysis/parse.ts";

/** The text of `text` after the branches that are known have been taken; null where there are none. */
function taken(text: string): string | null {
  const { fn, module } = parseFunction(text);
  const changed = takeKnownBranches(fn);
  expect(verifyFunction(fn)).toEqual([]);
  return changed ? module.print() : null;
}

describe("of branches that are known", () => {
  test("a switch on a constant keeps its case, and one entry of a phi that several cases lead to", () => {
    const text = taken(`define double @f(double %x) {
  switch i32 3, label %other [
    i32 1, label %other
    i32 3, label %join
    i32 4, label %join
  ]
other:
  ret double 0.0
join:
  %r = phi double [ %x, %0 ], [ %x, %0 ]
  ret double %r
}
`);
    expect(text).not.toContain("switch");
    expect(text).not.toContain("other");
    expect(text).toContain("phi double [ %x, %0 ]\n");
  });

  test("a constant goes through casts, arithmetic, comparisons, choices, and round a loop that never changes it", () => {
    const text = taken(`define double @f(double %x, i1 %again, i1 %c) {
  %wide = zext i8 200 to i32
  %sum = add i32 %wide, 56
  br label %loop
loop:
  %op = phi i32 [ %sum, %0 ], [ %same, %next ]
  %big = icmp ugt i32 %op, 255
  %same = select i1 %c, i32 %op, i32 256
  br i1 %big, label %next, label %never
never:
  unreachable
next:
  br i1 %again, label %loop, label %done
done:
  ret double %x
}
`);
    expect(text).not.toContain("never");
    expect(text).toContain("br i1 %again");
  });

  test("a function is at an address that is its own and not null", () => {
    const text = taken(`define double @f(double %x) {
  %null = icmp eq ptr @g, null
  br i1 %null, label %none, label %some
none:
  ret double 0.0
some:
  %same = icmp eq ptr @g, @g
  br i1 %same, label %right, label %wrong
right:
  ret double %x
wrong:
  ret double 1.0
}
define void @g() {
  ret void
}
`);
    expect(text).not.toMatch(/none:|wrong:/);
  });

  test("a pointer to a member function that is not virtual is an address without its lowest bit", () => {
    const text = taken(`define double @f(ptr %object) {
  %member = ptrtoint ptr @g to i64
  %bit = and i64 %member, 1
  %virtual = icmp ne i64 %bit, 0
  br i1 %virtual, label %table, label %plain
table:
  %from = load ptr, ptr %object
  br label %join
plain:
  %fn = inttoptr i64 %member to ptr
  br label %join
join:
  %callee = phi ptr [ %from, %table ], [ %fn, %plain ]
  %r = call double %callee(ptr %object)
  ret double %r
}
define double @g(ptr %this) align 2 {
  ret double 1.0
}
`);
    expect(text).toContain("call double @g(ptr %object)");
    expect(text).not.toContain("load");
  });

  test("but not where that bit says which instruction set the function is in", () => {
    const text = taken(`target datalayout = "e-m:e-p:32:32-Fi8-i64:64"
define i1 @f(i1 %c) {
  %member = ptrtoint ptr @g to i32
  %bit = and i32 %member, 1
  %virtual = icmp ne i32 %bit, 0
  br i1 %virtual, label %a, label %b
a:
  ret i1 true
b:
  ret i1 false
}
define void @g() align 2 {
  ret void
}
`);
    expect(text).toBeNull();
  });

  test.each([
    ["a weak function may be missing", "declare extern_weak void @g()", "icmp eq ptr @g, null"],
    ["two functions may be one", "declare void @g()\ndeclare void @h()", "icmp eq ptr @g, @h"],
    ["a division by zero has no result", "", "icmp eq i32 %d, 1"],
    ["a shift by too much has no result", "", "icmp eq i32 %s, 1"],
    ["undef is not one value", "", "icmp eq i32 undef, 1"],
  ])("%s", (_, declarations, condition) => {
    const text = taken(`${declarations}
define double @f(double %x) {
  %d = udiv i32 1, 0
  %s = shl i32 1, 32
  %c = ${condition}
  br i1 %c, label %a, label %b
a:
  ret double 0.0
b:
  ret double %x
}
`);
    expect(text).toBeNull();
  });
});

const seed = Number(process.env["TSAD_SEED"] ?? 1);

describe("integer constants", () => {
  test("fold as 32-bit arithmetic of the machine does", () => {
    const number = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const machine: Record<string, (a: number, b: number) => number> = {
      add: (a, b) => a + b,
      sub: (a, b) => a - b,
      mul: Math.imul,
      and: (a, b) => a & b,
      or: (a, b) => a | b,
      xor: (a, b) => a ^ b,
      sdiv: (a, b) => a / b,
      srem: (a, b) => a % b,
      udiv: (a, b) => (a >>> 0) / (b >>> 0),
      urem: (a, b) => (a >>> 0) % (b >>> 0),
      shl: (a, b) => a << b,
      lshr: (a, b) => a >>> b,
      ashr: (a, b) => a >> b,
    };
    const opcode = fc.constantFrom(...Object.keys(machine));
    fc.assert(
      fc.property(opcode, number, number, (op, a, b) => {
        const [x, y] = [BigInt(a >>> 0), BigInt(b >>> 0)];
        const result = foldBinary(op, x, y, 32);
        if (result === undefined) return b === 0 || b < 0 || b > 31;
        return Number(result) === (machine[op]?.(a, b) ?? NaN) >>> 0;
      }),
      { seed, numRuns: 2000 },
    );
  });

  test.each([
    ["slt", 255n, 0n, true],
    ["ult", 255n, 0n, false],
    ["sge", 128n, 127n, false],
    ["uge", 128n, 127n, true],
    ["ne", 1n, 1n, false],
  ] as const)("compare by %s", (predicate, a, b, isTrue) => {
    expect(foldCompare(predicate, a, b, 8)).toBe(isTrue);
  });

  test.each([
    ["zext", 128n, 128n],
    ["sext", 128n, 0xff80n],
  ] as const)("widen by %s", (opcode, value, wide) => {
    expect(foldCast(opcode, value, 8, 16)).toBe(wide);
    expect(foldCast("trunc", wide, 16, 8)).toBe(value);
  });
});
