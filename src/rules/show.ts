/** The reading of a row as text: the formulas of docs/rules.md. */
import { at } from "../support/assert.ts";
import type { Algebra } from "./algebra.ts";
import * as constants from "./constants.ts";
import type { AnyPartial, Rule } from "./rule.ts";

/** A formula and how tightly its outermost operator binds: 1 sum, 2 product, 3 everything else. */
interface Formula {
  readonly text: string;
  readonly level: 1 | 2 | 3;
  /** How many operations it has; shared ones count each time. */
  readonly size: number;
}

const LIMIT = 260;

const constantNames = new Map<string, string>([
  [constants.LN2, "ln 2"],
  [constants.LN10, "ln 10"],
  [constants.LOG2E, "1/ln 2"],
  [constants.LOG10E, "1/ln 10"],
  [constants.PI, "pi"],
  [constants.INV_PI, "1/pi"],
  [constants.TWO_BY_SQRT_PI, "2/sqrt(pi)"],
  [constants.INV_SQRT_PI, "1/sqrt(pi)"],
  [constants.HALF_SQRT_PI, "sqrt(pi)/2"],
  [constants.SQRT_2PI, "sqrt(2 pi)"],
  [constants.INV_SQRT_2PI, "1/sqrt(2 pi)"],
]);

function constant(value: number | string): Formula {
  const name = typeof value === "string" ? constantNames.get(value) : undefined;
  const text = name ?? String(Number(value));
  if (text.startsWith("-") || text.includes("/")) return { text, level: 1, size: 0 };
  return { text, level: text.includes(" ") ? 2 : 3, size: 0 };
}

const wrap = (f: Formula, level: number): string => (f.level < level ? `(${f.text})` : f.text);

/** Joins two formulas; a text that has grown past the limit is cut, because nobody would read it. */
function join(a: Formula, operator: string, b: Formula, level: 1 | 2): Formula {
  const right = wrap(b, operator === " + " || operator === " * " ? level : level + 1);
  const text = `${wrap(a, level)}${operator}${right}`;
  return { text: text.slice(0, 2 * LIMIT), level, size: a.size + b.size + 1 };
}

function apply(fn: string, ...args: readonly Formula[]): Formula {
  const size = args.reduce((s, a) => s + a.size, 1);
  const text = `${fn}(${args.map((a) => a.text).join(", ")})`;
  return { text: text.slice(0, 2 * LIMIT), level: 3, size };
}

const compare = (a: Formula, sign: string, b: Formula): Formula => ({
  text: `${a.text} ${sign} ${b.text}`,
  level: 1,
  size: a.size + b.size + 1,
});

const formulas: Algebra<Formula> = {
  num: constant,
  add: (a, b) => join(a, " + ", b, 1),
  sub: (a, b) => join(a, " - ", b, 1),
  mul: (a, b) => join(a, " * ", b, 2),
  div: (a, b) => join(a, " / ", b, 2),
  neg: (a) => ({ text: `-${wrap(a, 2)}`, level: 1, size: a.size + 1 }),
  lt: (a, b) => compare(a, "<", b),
  le: (a, b) => compare(a, "<=", b),
  eq: (a, b) => compare(a, "=", b),
  select: (q, yes, no) => ({
    text: `if(${q.text}; ${yes.text}; ${no.text})`.slice(0, 2 * LIMIT),
    level: 3,
    size: q.size + yes.size + no.size + 1,
  }),
  int: constant,
  iadd: (a, b) => join(a, " + ", b, 1),
  ilt: (a, b) => compare(a, "<", b),
  ieq: (a, b) => compare(a, "=", b),
  toFloat: (i) => i,
  call: apply,
};

const letters = ["x", "y", "z", "w"] as const;

/** The name of argument `i` of a row in its formulas. */
export function argumentName(rule: Rule, i: number): string {
  return rule.args[i] === "int" ? "n" : at(letters, i);
}

/**
 * A partial of a row as a formula over x, y, z, w (n for an integer) and the value r.
 * @returns the formula, or its number of operations where it is longer than anyone would read
 */
export function show(rule: Rule, partial: AnyPartial | "inactive", output: number): string {
  if (partial === "inactive") return "0";
  const leaf = (text: string): Formula => ({ text, level: 3, size: 0 });
  const x = rule.args.map((_, i) => leaf(argumentName(rule, i)));
  const all = rule.outputs.map((o) => leaf(rule.outputs.length === 1 ? "r" : o.name));
  const formula = partial(formulas, x, at(all, output), all);
  return formula.text.length > LIMIT ? `a formula of ${formula.size} operations` : formula.text;
}
