/** Rows read as numbers: what a partial is at a point, in double or rounded to single at every step. */
import type { Algebra } from "../../src/rules/algebra.ts";
import { evaluate } from "../oracle/real.ts";

/** An algebra over numbers; truth values are 1 and 0, integers are wrapped as i32. */
function algebra(round: (x: number) => number): Algebra<number> {
  return {
    num: (v) => round(Number(v)),
    add: (a, b) => round(a + b),
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => round(a / b),
    neg: (a) => -a,
    lt: (a, b) => Number(a < b),
    le: (a, b) => Number(a <= b),
    eq: (a, b) => Number(a === b),
    select: (q, yes, no) => (q === 1 ? yes : no),
    int: (v) => v,
    iadd: (a, b) => (a + b) | 0,
    ilt: (a, b) => Number(a < b),
    ieq: (a, b) => Number(a === b),
    toFloat: (i) => round(i),
    call: (fn, ...args) => round(evaluate(fn, args)[0] ?? Number.NaN),
  };
}

/** Partials in double. */
export const doubles: Algebra<number> = algebra((x) => x);

/** Partials in single: every operation rounded. */
export const singles: Algebra<number> = algebra(Math.fround);
