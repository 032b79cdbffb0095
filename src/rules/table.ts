/** The whole table: every topic joined, each row under its unique name. */
import { must } from "../support/assert.ts";
import { arith, remainders } from "./arith.ts";
import { classifications, exponents, roundings } from "./constant.ts";
import { exponentials, fused, powers, roots } from "./elementary.ts";
import { norms } from "./norms.ts";
import { parts } from "./parts.ts";
import { extrema, neighbours, signs } from "./piecewise.ts";
import type { Rule, Unnamed } from "./rule.ts";
import { besselFunctions, errorFunctions, gammaFunctions } from "./special.ts";
import { circular, hyperbolic, inverseCircular } from "./trig.ts";

/** The topics, in the order of the documentation. */
export const topics: readonly {
  readonly title: string;
  readonly rows: Readonly<Record<string, Unnamed>>;
}[] = [
  { title: "Instructions", rows: { ...arith, ...remainders } },
  { title: "Exponentials and logarithms", rows: exponentials },
  { title: "Powers", rows: powers },
  { title: "Roots and reciprocals", rows: roots },
  { title: "Fused operations and scaling", rows: fused },
  { title: "Circular functions", rows: circular },
  { title: "Inverse circular functions", rows: inverseCircular },
  { title: "Hyperbolic functions", rows: hyperbolic },
  { title: "Norms", rows: norms },
  { title: "Minima and maxima", rows: extrema },
  { title: "Signs, clamps and differences", rows: { ...signs, ...neighbours } },
  { title: "Taking numbers apart", rows: parts },
  { title: "Error functions and the normal distribution", rows: errorFunctions },
  { title: "Gamma functions", rows: gammaFunctions },
  { title: "Bessel functions", rows: besselFunctions },
  { title: "Zero derivative", rows: { ...roundings, ...exponents, ...classifications } },
];

/** Every row. */
export const rules: readonly Rule[] = topics.flatMap(({ rows }) =>
  Object.entries(rows).map(([name, row]) => ({ name, ...row })),
);

const byName = new Map(rules.map((r) => [r.name, r]));

/**
 * The row of a name in the table.
 * @throws InvariantError when there is none: names come from the table or from `Callee`.
 */
export function ruleNamed(name: string): Rule {
  return must(byName.get(name), `a row named ${name}`);
}
