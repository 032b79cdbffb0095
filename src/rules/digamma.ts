/**
 * The digamma function psi = (ln Gamma)', which no C library has, written out in the algebra.
 *
 * For x >= 18 the asymptotic series ln x - 1/(2x) - sum_k B_2k / (2k x^2k) (NIST DLMF 5.11.2) with 18
 * terms, whose first left-out term is below 1e-32. Below 18 the recurrence psi(x) = psi(x+18) - sum_{i<18}
 * 1/(x+i) (5.5.2), and left of 1/2 first the reflection psi(x) = psi(1-x) - pi cot(pi x) (5.5.4). No
 * branches: the three cases are chosen with `select`, so that vectors work.
 */
import type { Algebra } from "./algebra.ts";
import { PI, ratio } from "./constants.ts";
import { horner } from "./series.ts";

const SHIFT = 18;
const TERMS = 18;

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

/** B_2k / (2k) for k = 1..TERMS, from the tangent numbers T_k: B_2k = (-1)^(k+1) 2k T_k / (4^k (4^k - 1)). */
function coefficients(): string[] {
  const tangent: bigint[] = [];
  // Knuth and Buckholtz's recurrence: start from (k-1)!, then combine neighbours.
  for (let k = 1n, f = 1n; k <= BigInt(TERMS); f *= k, k++) tangent.push(f);
  for (let k = 1; k < TERMS; k++) {
    for (let j = k; j < TERMS; j++) {
      const weight = BigInt(j - k);
      tangent[j] = weight * (tangent[j - 1] ?? 0n) + (weight + 2n) * (tangent[j] ?? 0n);
    }
  }
  return tangent.map((t, i) => {
    const power = 4n ** BigInt(i + 1);
    const numerator = i % 2 === 0 ? t : -t;
    const denominator = power * (power - 1n);
    const d = gcd(numerator, denominator);
    return ratio(numerator / d, denominator / d);
  });
}

const bernoulli = coefficients();

/** psi(x) for x >= 18 */
function asymptotic<V>(m: Algebra<V>, x: V): V {
  const inverse = m.div(m.num(1), x);
  const square = m.mul(inverse, inverse);
  const tail = m.mul(square, horner(m, bernoulli, square));
  return m.sub(m.call("log", x), m.add(m.mul(m.num(0.5), inverse), tail));
}

/** sum_{i < SHIFT} 1/(x+i) with one division: the fraction n/d is carried along. */
function shiftSum<V>(m: Algebra<V>, x: V): V {
  let numerator = m.num(1);
  let denominator = x;
  for (let i = 1; i < SHIFT; i++) {
    const term = m.add(x, m.num(i));
    numerator = m.add(m.mul(numerator, term), denominator);
    denominator = m.mul(denominator, term);
  }
  return m.div(numerator, denominator);
}

/** pi cot(pi x), with the whole part of x taken off exactly. */
function piCotangent<V>(m: Algebra<V>, x: V): V {
  const angle = m.mul(m.num(PI), m.sub(x, m.call("rint", x)));
  return m.mul(m.num(PI), m.div(m.call("cos", angle), m.call("sin", angle)));
}

/**
 * psi(x) in the algebra, to a few ulp of its largest term up to x86_fp80, and to 1e-32 in fp128. At the poles
 * (0, -1, -2, ...) the result is infinite.
 */
export function digamma<V>(m: Algebra<V>, x: V): V {
  const left = m.lt(x, m.num(0.5));
  const right = m.select(left, m.sub(m.num(1), x), x);
  const low = m.lt(right, m.num(SHIFT));
  // 1 where no shift is made, so that the products of `shiftSum` stay small.
  const sum = shiftSum(m, m.select(low, right, m.num(1)));
  const shifted = asymptotic(m, m.select(low, m.add(right, m.num(SHIFT)), right));
  const psi = m.select(low, m.sub(shifted, sum), shifted);
  return m.select(left, m.sub(psi, piCotangent(m, x)), psi);
}
