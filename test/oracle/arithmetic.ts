/**
 * Complex numbers for the oracles. Nothing here reads the rule table: a rule must agree with mathematics that
 * was written down a second time.
 */

/** A complex number. */
export interface C {
  readonly re: number;
  readonly im: number;
}

/** re + i im */
export const c = (re: number, im = 0): C => ({ re, im });
export const I: C = c(0, 1);
export const add = (a: C, b: C): C => c(a.re + b.re, a.im + b.im);
export const sub = (a: C, b: C): C => c(a.re - b.re, a.im - b.im);
export const mul = (a: C, b: C): C => c(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
export const scale = (k: number, a: C): C => c(k * a.re, k * a.im);
export const neg = (a: C): C => c(-a.re, -a.im);
export const abs = (a: C): number => Math.hypot(a.re, a.im);

/** a / b, by the conjugate; the oracles stay far from overflow. */
export function div(a: C, b: C): C {
  const d = b.re * b.re + b.im * b.im;
  return c((a.re * b.re + a.im * b.im) / d, (a.im * b.re - a.re * b.im) / d);
}

export const exp = (a: C): C => c(Math.exp(a.re) * Math.cos(a.im), Math.exp(a.re) * Math.sin(a.im));
export const log = (a: C): C => c(Math.log(Math.hypot(a.re, a.im)), Math.atan2(a.im, a.re));
export const sin = (a: C): C =>
  c(Math.sin(a.re) * Math.cosh(a.im), Math.cos(a.re) * Math.sinh(a.im));
export const cos = (a: C): C =>
  c(Math.cos(a.re) * Math.cosh(a.im), -Math.sin(a.re) * Math.sinh(a.im));
export const sinh = (a: C): C =>
  c(Math.sinh(a.re) * Math.cos(a.im), Math.cosh(a.re) * Math.sin(a.im));
export const cosh = (a: C): C =>
  c(Math.cosh(a.re) * Math.cos(a.im), Math.sinh(a.re) * Math.sin(a.im));
export const tan = (a: C): C => div(sin(a), cos(a));
export const tanh = (a: C): C => div(sinh(a), cosh(a));

/** The principal square root. */
export function sqrt(a: C): C {
  const t = Math.sqrt((Math.abs(a.re) + abs(a)) / 2);
  if (t === 0) return c(0, a.im);
  const other = Math.abs(a.im) / (2 * t);
  const down = a.im < 0 || Object.is(a.im, -0);
  return a.re >= 0 ? c(t, down ? -other : other) : c(other, down ? -t : t);
}

/** a**n by repeated multiplication. */
export function power(a: C, n: number): C {
  let r = c(1);
  for (let i = 0; i < Math.abs(n); i++) r = mul(r, a);
  return n < 0 ? div(c(1), r) : r;
}

/**
 * The solution w of f(w) = z near `start`, by Newton's method. Each round leaves an error relative to the
 * imaginary part, so that a step of 1e-30 comes through with all its digits.
 */
export function invert(f: (w: C) => C, slope: (w: C) => C, z: C, start: C): C {
  let w = start;
  for (let i = 0; i < 6; i++) w = sub(w, div(sub(f(w), z), slope(w)));
  return w;
}
