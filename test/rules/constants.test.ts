import { describe, expect, test } from "vitest";
import type { Algebra } from "../../src/rules/algebra.ts";
import * as constants from "../../src/rules/constants.ts";
import { digamma } from "../../src/rules/digamma.ts";
import { must } from "../../src/support/assert.ts";
import { doubles } from "./readings.ts";

// Fixed-point arithmetic on BigInts: nothing here is read from the constants under test.
const DIGITS = 60n;
const ONE = 10n ** DIGITS;

const times = (a: bigint, b: bigint): bigint => (a * b) / ONE;
const over = (a: bigint, b: bigint): bigint => (a * ONE) / b;

/** The integer square root. */
function root(n: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const y = (x + n / x) / 2n;
    if (y >= x) return x;
    x = y;
  }
}

/** atan(1/k) (sign -1) or atanh(1/k) (sign 1) by their series. */
function arc(k: bigint, sign: 1n | -1n): bigint {
  let term = ONE / k;
  let sum = term;
  for (let n = 3n; term !== 0n; n += 2n) {
    term = (sign * term) / (k * k);
    sum += term / n;
  }
  return sum;
}

const pi = 16n * arc(5n, -1n) - 4n * arc(239n, -1n);
const ln2 = 18n * arc(26n, 1n) - 2n * arc(4801n, 1n) + 8n * arc(8749n, 1n);
// ln 10 = 3 ln 2 + ln 1.25, and ln 1.25 = 2 atanh(1/9)
const ln10 = 3n * ln2 + 2n * arc(9n, 1n);
const sqrt = (a: bigint): bigint => root(a * ONE);

describe("constants hold to 40 digits", () => {
  test.each([
    ["LN2", ln2],
    ["LN10", ln10],
    ["LOG2E", over(ONE, ln2)],
    ["LOG10E", over(ONE, ln10)],
    ["PI", pi],
    ["INV_PI", over(ONE, pi)],
    ["TWO_BY_SQRT_PI", over(2n * ONE, sqrt(pi))],
    ["INV_SQRT_PI", over(ONE, sqrt(pi))],
    ["HALF_SQRT_PI", sqrt(pi) / 2n],
    ["SQRT_2PI", sqrt(2n * pi)],
    ["INV_SQRT_2PI", over(ONE, sqrt(2n * pi))],
  ] as const)("%s", (name, expected) => {
    const text = constants[name];
    const [whole = "", fraction = ""] = text.split(".");
    const value = BigInt(whole + fraction.padEnd(Number(DIGITS), "0"));
    const error = value > expected ? value - expected : expected - value;
    // Half a unit of the 40th significant digit.
    const unit = 10n ** (DIGITS - BigInt(fraction.length));
    expect(2n * error <= unit, `${text} is off by ${error} / 1e60`).toBe(true);
  });

  test("ratios", () => {
    expect(constants.ratio(-1n, 3n)).toBe(`-0.${"3".repeat(60)}`);
    expect(constants.ratio(7n, 2n)).toBe(`3.5${"0".repeat(59)}`);
  });
});

/** ln(1 + u) for small u by 2 atanh(u / (2 + u)), and for large numbers by taking powers of 2 off. */
function ln(x: bigint): bigint {
  let k = 0n;
  let y = x;
  while (y > 2n * ONE) {
    y /= 2n;
    k += 1n;
  }
  const t = over(y - ONE, y + ONE);
  let power = t;
  let sum = t;
  for (let n = 3n; power !== 0n; n += 2n) {
    power = times(power, times(t, t));
    sum += power / n;
  }
  return 2n * sum + k * ln2;
}

/** The part of the algebra that digamma uses right of 1/2, in fixed point. */
const fixed: Algebra<bigint> = {
  num: (v) => {
    const [whole = "", fraction = ""] = String(v).split(".");
    return BigInt(whole + fraction.slice(0, Number(DIGITS)).padEnd(Number(DIGITS), "0"));
  },
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: times,
  div: (a, b) => (b === 0n ? 0n : over(a, b)),
  neg: (a) => -a,
  lt: (a, b) => (a < b ? 1n : 0n),
  le: (a, b) => (a <= b ? 1n : 0n),
  eq: (a, b) => (a === b ? 1n : 0n),
  select: (q, yes, no) => (q === 1n ? yes : no),
  int: (v) => BigInt(v),
  iadd: (a, b) => a + b,
  ilt: (a, b) => (a < b ? 1n : 0n),
  ieq: (a, b) => (a === b ? 1n : 0n),
  toFloat: (i) => i * ONE,
  // Right of 1/2 the reflection is not chosen; its functions may be anything.
  call: (fn, ...args) => (fn === "log" ? ln(must(args[0], "log has an argument")) : 0n),
};

describe("digamma", () => {
  // psi(1) = -gamma, Euler's constant to 45 digits (OEIS A001620); psi(1/2) = -gamma - 2 ln 2.
  const gamma = fixed.num("0.577215664901532860606512090082402431042159335");
  const bound = 10n ** (DIGITS - 31n);

  test("is good to 31 digits", () => {
    const errors = [
      digamma(fixed, ONE) + gamma,
      digamma(fixed, ONE / 2n) + gamma + 2n * ln2,
      digamma(fixed, 3n * ONE) + gamma - over(3n * ONE, 2n * ONE),
      // Both sides of the recurrence, across the place where the shift ends.
      digamma(fixed, over(37n * ONE, 2n * ONE)) -
        digamma(fixed, over(35n * ONE, 2n * ONE)) -
        over(2n * ONE, 35n * ONE),
    ];
    for (const e of errors) expect(e < bound && -e < bound, String(e)).toBe(true);
  });

  test("left of 0, at the poles, and far out", () => {
    // psi(-1/2) = psi(1/2) + 2
    expect(digamma(doubles, -0.5)).toBeCloseTo(0.03648997397857652, 14);
    expect(digamma(doubles, -3.25)).toBeCloseTo(
      digamma(doubles, 4.25) - Math.PI * (1 / Math.tan(-3.25 * Math.PI)),
      13,
    );
    expect(Math.abs(digamma(doubles, 0))).toBe(Number.POSITIVE_INFINITY);
    expect(Math.abs(digamma(doubles, -2))).toBe(Number.POSITIVE_INFINITY);
    expect(digamma(doubles, 1e300)).toBeCloseTo(Math.log(1e300), 10);
    expect(digamma(doubles, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(digamma(doubles, Number.NaN)).toBeNaN();
  });
});
