/** Special functions of a complex argument, from series, continued fractions and quadrature. */
import {
  abs,
  add,
  type C,
  c,
  cos,
  div,
  exp,
  invert,
  log,
  mul,
  neg,
  scale,
  sin,
  sub,
} from "./arithmetic.ts";

/** erf by its series without cancellation, 2/sqrt(pi) e^(-z^2) sum 2^n z^(2n+1) / (2n+1)!!, for |z| below about 5. */
export function erf(z: C): C {
  const square = mul(z, z);
  let term = z;
  let sum = z;
  for (let n = 1; n < 200; n++) {
    term = scale(2 / (2 * n + 1), mul(term, square));
    sum = add(sum, term);
    if (abs(term) < 1e-18 * abs(sum)) break;
  }
  return scale(2 / Math.sqrt(Math.PI), mul(exp(neg(square)), sum));
}

export const erfc = (z: C): C => sub(c(1), erf(z));

/** e^(z^2) erfc z; right of 2 by the continued fraction z + (1/2)/(z + 1/(z + (3/2)/(z + ...))). */
export function erfcx(z: C): C {
  if (z.re < 2) return mul(exp(mul(z, z)), erfc(z));
  let tail = z;
  for (let k = 300; k >= 1; k--) tail = add(z, div(c(k / 2), tail));
  return div(c(1 / Math.sqrt(Math.PI)), tail);
}

const gaussian = (z: C): C => exp(neg(mul(z, z)));

/** The inverse of erf by Newton's method, from a rough start (Winitzki's approximation). */
export function erfinv(z: C): C {
  const l = Math.log(1 - z.re * z.re);
  const a = 2 / (Math.PI * 0.147) + l / 2;
  const start = Math.sign(z.re) * Math.sqrt(Math.sqrt(a * a - l / 0.147) - a);
  return invert(erf, (w) => scale(2 / Math.sqrt(Math.PI), gaussian(w)), z, c(start));
}

export const erfcinv = (z: C): C => erfinv(sub(c(1), z));
export const normcdf = (z: C): C => scale(0.5, add(c(1), erf(scale(Math.SQRT1_2, z))));
export const normcdfinv = (z: C): C => scale(Math.SQRT2, erfinv(sub(scale(2, z), c(1))));

/** Stirling's series with ten terms for Re z >= 15. */
function stirling(z: C): C {
  const coefficients = [
    1 / 12,
    -1 / 360,
    1 / 1260,
    -1 / 1680,
    1 / 1188,
    -691 / 360360,
    1 / 156,
    -3617 / 122400,
    43867 / 244188,
  ];
  const inverse = div(c(1), z);
  const square = mul(inverse, inverse);
  const tail = coefficients.reduceRight((s, k) => add(c(k), mul(s, square)), c(0));
  const main = sub(mul(sub(z, c(0.5)), log(z)), z);
  return add(add(main, c(0.5 * Math.log(2 * Math.PI))), mul(tail, inverse));
}

/** ln Gamma(z) right of 1/2: the product z (z+1) ... carried to Stirling's range. */
function logGammaRight(z: C): C {
  let product = c(1);
  let w = z;
  while (w.re < 15) {
    product = mul(product, w);
    w = add(w, c(1));
  }
  return sub(stirling(w), log(product));
}

/** ln |Gamma| continued from the real axis; left of 1/2 by reflection. */
export function lgamma(z: C): C {
  if (z.re >= 0.5) return logGammaRight(z);
  const s = sin(scale(Math.PI, z));
  const positive = s.re < 0 ? neg(s) : s;
  return sub(sub(c(Math.log(Math.PI)), log(positive)), logGammaRight(sub(c(1), z)));
}

export function tgamma(z: C): C {
  if (z.re >= 0.5) return exp(logGammaRight(z));
  return div(c(Math.PI), mul(sin(scale(Math.PI, z)), exp(logGammaRight(sub(c(1), z)))));
}

/** J_n by Bessel's integral; the trapezoidal rule on a full period of an entire function is exact to rounding. */
export function besselJ(n: number, z: C): C {
  const points = 72;
  let sum = c(0);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * k) / points;
    // The cosine is real for real z, so that a step of 1e-30 is not lost in rounding.
    sum = add(sum, cos(sub(c(n * angle), scale(Math.sin(angle), z))));
  }
  return scale(1 / points, sum);
}

/** I_n likewise. */
export function besselI(n: number, z: C): C {
  const points = 72;
  let sum = c(0);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * k) / points;
    sum = add(sum, scale(Math.cos(n * angle), exp(scale(Math.cos(angle), z))));
  }
  return scale(1 / points, sum);
}

/** Nodes and weights of Gauss and Legendre's rule with `n` points on [-1, 1], by Newton on P_n. */
function legendre(n: number): readonly (readonly [number, number])[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 20; round++) {
      let [p0, p1] = [1, x];
      for (let k = 2; k <= n; k++) [p0, p1] = [p1, ((2 * k - 1) * x * p1 - (k - 1) * p0) / k];
      slope = (n * (x * p1 - p0)) / (x * x - 1);
      x -= p1 / slope;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)] as const;
  });
}

const nodes = legendre(20);

function integrate(f: (t: number) => C, from: number, to: number, panels: number): C {
  const half = (to - from) / panels / 2;
  let sum = c(0);
  for (let p = 0; p < panels; p++) {
    const middle = from + (2 * p + 1) * half;
    for (const [x, w] of nodes) sum = add(sum, scale(w * half, f(middle + half * x)));
  }
  return sum;
}

/** Y_n by Schlaefli's integrals (NIST DLMF 10.9.7), for Re z of 0.2 and more. */
export function besselY(n: number, z: C): C {
  const sign = n % 2 === 0 ? 1 : -1;
  const first = integrate((t) => sin(sub(scale(Math.sin(t), z), c(n * t))), 0, Math.PI, 6);
  const second = integrate(
    (t) => scale(Math.exp(n * t) + sign * Math.exp(-n * t), exp(scale(-Math.sinh(t), z))),
    0,
    Math.asinh(60 / z.re),
    12,
  );
  return scale(1 / Math.PI, sub(first, second));
}

/** sin z / z, by its series near 0. */
export function sinc(z: C): C {
  if (abs(z) > 0.1) return div(sin(z), z);
  const square = mul(z, z);
  return [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800].reduceRight(
    (s, k) => add(c(k), mul(s, square)),
    c(0),
  );
}
