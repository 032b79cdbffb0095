import { expect, expectTypeOf, test } from "vitest";
import type { Algebra } from "../../src/rules/algebra.ts";
import { type Partial, rule, type Tuple } from "../../src/rules/rule.ts";

test("a tuple has its length in its type", () => {
  expectTypeOf<Tuple<number, 2>>().toEqualTypeOf<readonly [number, number]>();
  expectTypeOf<Partial<1>>().toBeCallableWith({} as Algebra<string>, ["x"], "r", ["r"]);
});

test("a forgotten partial, argument or callee does not compile", () => {
  const one: Partial<2> = (m) => m.num(1);
  const row = rule<2>({
    names: [],
    domain: [
      [0, 1],
      [0, 1],
    ],
    analytic: true,
    // @ts-expect-error two arguments need two partials
    partials: [one],
  });
  expect(row.args).toEqual(["float", "float"]);
  rule<1>({
    names: [],
    // @ts-expect-error one argument has one interval
    domain: [],
    analytic: true,
    partials: ["inactive"],
  });
  rule<1>({
    names: [],
    domain: [[0, 1]],
    analytic: true,
    // @ts-expect-error no library has such a function
    partials: [(m, [x]) => m.call("digamma", x)],
  });
});
