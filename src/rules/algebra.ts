/**
 * The algebra that derivatives are written in.
 *
 * A row of the table says its mathematics once, over the verbs below, and every consumer reads it by
 * giving its own `V`: IR values (the generated code), numbers (the tests), sets of names (what must
 * be kept for the reverse sweep), strings (the documentation). A verb works lane by lane, so the
 * same row serves vectors.
 */

/** The functions that a partial derivative may call. Each is itself a row of the table. */
export const callees = [
  "sin",
  "cos",
  "exp",
  "exp2",
  "log",
  "sqrt",
  "fabs",
  "copysign",
  "rint",
  "pow",
  "powi",
  "ldexp",
  "scalbln",
  "sinh",
  "cosh",
  "hypot",
  "atan2",
  "j0",
  "j1",
  "jn",
  "y0",
  "y1",
  "yn",
  "cyl_bessel_i0",
  "cyl_bessel_i1",
] as const;

/** The name of a function that a partial derivative may call. */
export type Callee = (typeof callees)[number];

/**
 * The only verbs a derivative may use. `V` stands for three sorts of thing, as in IR: floating-point
 * values of the row's kind, integers, and truth values (made by the comparisons and taken by `select`).
 *
 * Comparisons are ordered: false when an operand is NaN. `select` chooses a value and is not a branch: both values are
 * computed, and what an unchosen one contains (NaN, infinity) does not matter.
 */
export interface Algebra<V> {
  /**
   * A floating-point constant of the row's kind. A string is a decimal literal with digits enough for
   * fp128, and must be rounded once, to the kind in use; a number is meant exactly.
   */
  num(c: number | string): V;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  mul(a: V, b: V): V;
  div(a: V, b: V): V;
  neg(a: V): V;
  /** a < b */
  lt(a: V, b: V): V;
  /** a <= b */
  le(a: V, b: V): V;
  /** a == b: true for +0 and -0, false for NaN */
  eq(a: V, b: V): V;
  select(condition: V, yes: V, no: V): V;
  /** An integer constant, of the type of the integer it is combined with (i32 where there is none). */
  int(c: number): V;
  /** Integer addition, wrapping. */
  iadd(a: V, b: V): V;
  /** Signed integer a < b. */
  ilt(a: V, b: V): V;
  /** Integer a == b. */
  ieq(a: V, b: V): V;
  /** The signed integer as a float of the row's kind. */
  toFloat(i: V): V;
  /**
   * A function of the table at the row's kind. Integer arguments (the `n` of powi, ldexp, jn, yn) are
   * i32; scalbln takes the platform's long (i64).
   */
  call(fn: Callee, ...args: readonly V[]): V;
}
