import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, InvariantError, must } from "../../src/support/assert.ts";
import { BitSet } from "../../src/support/bitset.ts";
import { Worklist } from "../../src/support/worklist.ts";

const capacity = 100;
const members = fc.uniqueArray(fc.integer({ min: 0, max: capacity - 1 }));
const sorted = (xs: Iterable<number>): number[] => [...xs].sort((a, b) => a - b);

describe("BitSet agrees with Set", () => {
  it("in membership, order, size and removal", () => {
    fc.assert(
      fc.property(members, members, (xs, ys) => {
        const set = BitSet.of(capacity, xs);
        expect([...set]).toEqual(sorted(xs));
        for (const y of ys) expect(set.delete(y)).toBe(xs.includes(y));
        expect([...set]).toEqual(sorted(xs.filter((x) => !ys.includes(x))));
        expect(set.size).toBe([...set].length);
      }),
    );
  });

  it("in union, intersection and difference, and says whether it changed", () => {
    fc.assert(
      fc.property(members, members, (xs, ys) => {
        const other = BitSet.of(capacity, ys);
        const cases = [
          ["unionWith", new Set([...xs, ...ys])],
          ["intersectWith", new Set(xs.filter((x) => ys.includes(x)))],
          ["subtract", new Set(xs.filter((x) => !ys.includes(x)))],
        ] as const;
        for (const [operation, expected] of cases) {
          const original = BitSet.of(capacity, xs);
          const set = original.copy();
          expect(set[operation](other)).toBe(expected.size !== xs.length);
          expect([...set]).toEqual(sorted(expected));
          expect(set.equals(original)).toBe(expected.size === xs.length);
        }
      }),
    );
  });

  it("refuses members and partners that do not fit", () => {
    expect(() => new BitSet(4).add(4)).toThrow(RangeError);
    expect(() => new BitSet(4).unionWith(new BitSet(5))).toThrow(RangeError);
    expect(new BitSet(4).has(4)).toBe(false);
  });
});

describe("Worklist", () => {
  it("gives each waiting item once, oldest first, and takes it again later", () => {
    const list = new Worklist(["a", "b", "a"]);
    expect([list.take(), list.size]).toEqual(["a", 1]);
    list.add("a");
    expect([list.take(), list.take(), list.take()]).toEqual(["b", "a", undefined]);
  });

  it("drains what visits add", () => {
    const seen: number[] = [];
    const list = new Worklist([3]);
    list.drain((n) => {
      seen.push(n);
      if (n > 0) list.add(n - 1);
    });
    expect(seen).toEqual([3, 2, 1, 0]);
  });
});

describe("assertions", () => {
  it("let values through and stop at holes", () => {
    expect(at([1, 2], 1)).toBe(2);
    for (const index of [2, -1, 0.5]) expect(() => at([1, 2], index)).toThrow(InvariantError);
    expect(must(0, "zero is a value")).toBe(0);
    expect(() => must(undefined, "the entry block")).toThrow("missing value: the entry block");
  });
});
