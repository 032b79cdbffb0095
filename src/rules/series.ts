/** Sums that several rows share, written in the algebra. */
import type { Algebra } from "./algebra.ts";

/**
 * The polynomial sum_k coefficients[k] t^k by Horner's rule.
 * @param coefficients at least one, as decimal literals
 */
export function horner<V>(m: Algebra<V>, coefficients: readonly string[], t: V): V {
  return (
    coefficients.reduceRight<V | undefined>(
      (sum, c) => (sum === undefined ? m.num(c) : m.add(m.num(c), m.mul(t, sum))),
      undefined,
    ) ?? m.num(0)
  );
}
