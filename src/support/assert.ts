/**
 * Checks of tsad's own invariants. A failure here is a defect of tsad, never of the user's input:
 * input is refused with `TsadError` (errors.ts).
 */

/** Raised when an invariant of tsad does not hold; the command reports it as an internal error. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/**
 * The element of `xs` at `i`.
 * @throws InvariantError when `i` is not an index of `xs`, so that no `undefined` travels on.
 */
export function at<T>(xs: ArrayLike<T>, i: number): T {
  if (!Number.isInteger(i) || i < 0 || i >= xs.length) {
    throw new InvariantError(`index ${i} is outside 0..${xs.length - 1}`);
  }
  return xs[i] as T;
}

/**
 * `value` where it is neither null nor undefined.
 * @param why what makes it certain that there is a value; printed when that was wrong
 */
export function must<T>(value: T, why: string): NonNullable<T> {
  if (value === undefined || value === null) throw new InvariantError(`missing value: ${why}`);
  return value;
}

/** Stops unless `condition` holds; `what` says the invariant that is broken. */
export function invariant(condition: boolean, what: string): asserts condition {
  if (!condition) throw new InvariantError(what);
}

/** The end of a switch over a closed union: does not compile while a case is missing. */
export function unreachable(x: never): never {
  throw new InvariantError(`unexpected case: ${String(x)}`);
}
