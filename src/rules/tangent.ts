/** Forward mode: the tangent of a call from the same rows that the reverse sweep reads. */
import { at } from "../support/assert.ts";
import type { Algebra } from "./algebra.ts";
import type { Rule } from "./rule.ts";

/**
 * The tangent of output `output`: the sum of the partials times the tangents of the arguments.
 * @param x the arguments
 * @param values the values of all outputs
 * @param tangents one per argument; undefined where it is known to be zero
 * @returns undefined where the tangent is known to be zero
 */
export function tangent<V>(
  m: Algebra<V>,
  rule: Rule,
  output: number,
  x: readonly V[],
  values: readonly V[],
  tangents: readonly (V | undefined)[],
): V | undefined {
  let sum: V | undefined;
  for (const [i, partial] of at(rule.outputs, output).partials.entries()) {
    const t = tangents[i];
    if (partial === "inactive" || t === undefined) continue;
    const term = m.mul(partial(m, x, at(values, output), values), t);
    sum = sum === undefined ? term : m.add(sum, term);
  }
  return sum;
}
