/**
 * The reading of a row that says which values its derivative uses: what the reverse sweep must keep.
 * `exp` needs its result only, `fadd` nothing; nobody declares it, so it cannot be declared wrongly.
 */
import { at } from "../support/assert.ts";
import type { Algebra } from "./algebra.ts";
import type { Rule } from "./rule.ts";
import { keptFor } from "../support/kept.ts";

/** "x0", "x1", …: an argument. "r": output 0; "r1": output 1. */
export type Need = `x${number}` | "r" | `r${number}`;

type Names = ReadonlySet<Need>;

const none: Names = new Set();

function join(...sets: readonly Names[]): Names {
  return new Set(sets.flatMap((s) => [...s]));
}

/** The algebra whose values are sets of names: every verb joins what its operands use. */
export const setAlgebra: Algebra<Names> = {
  num: () => none,
  add: join,
  sub: join,
  mul: join,
  div: join,
  neg: join,
  lt: join,
  le: join,
  eq: join,
  select: join,
  int: () => none,
  iadd: join,
  ilt: join,
  ieq: join,
  toFloat: join,
  call: (_fn, ...args) => join(...args),
};

/** The name of output `i` in a set of needs. */
function outputName(i: number): Need {
  return i === 0 ? "r" : `r${i}`;
}

const namesOf = keptFor(derive);

function derive(rule: Rule): Names[][] {
  const x = rule.args.map((_, i): Names => new Set<Need>([`x${i}`]));
  const all = rule.outputs.map((_, i): Names => new Set<Need>([outputName(i)]));
  return rule.outputs.map((output, k) =>
    output.partials.map((p) => (p === "inactive" ? none : p(setAlgebra, x, at(all, k), all))),
  );
}

/**
 * The values that the derivative of output `output` of `rule` by argument `arg` uses.
 * An inactive argument needs nothing.
 */
export function needs(rule: Rule, arg: number, output = 0): ReadonlySet<Need> {
  return at(at(namesOf(rule), output), arg);
}
