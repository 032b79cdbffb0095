/** Values that may have come about in one of several ways. */
import type { Value } from "../../ir/value.ts";
import type { Polynomial } from "./polynomial.ts";

/** More ways than this in which a value may have come about are not followed. */
export const mostWays = 4;

/** Nor are products of more parts. */
const mostTerms = 24;

/** What two numbers become. */
export type Combination = (x: Polynomial, y: Polynomial) => Polynomial;

/** What two values become, in each way in which the one and the other may have come about; null where that is not known or too much. */
export function combined(
  x: readonly Polynomial[] | null,
  y: readonly Polynomial[] | null,
  how: Combination,
): readonly Polynomial[] | null {
  if (x === null || y === null || x.length * y.length > mostWays) return null;
  const all = x.flatMap((a) => y.map((b) => how(a, b)));
  return all.every(({ terms }) => terms.length <= mostTerms) ? all : null;
}

/** The ways in which one of several values may have come about; null where that is not known of one, or too many. */
export function joined(
  values: readonly Value[],
  of: (value: Value) => readonly Polynomial[] | null,
): readonly Polynomial[] | null {
  const ways: Polynomial[] = [];
  for (const value of values) {
    const each = of(value);
    if (each === null || ways.length + each.length > mostWays) return null;
    ways.push(...each);
  }
  return ways;
}
