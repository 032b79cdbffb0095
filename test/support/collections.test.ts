import { describe, expect, it } from "vitest";
import { at, InvariantError, must } from "../../src/support/assert.ts";
import { Worklist } from "../../src/support/worklist.ts";

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
