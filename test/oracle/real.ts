/** The functions of the table for real arguments, with all their outputs, special values as IEEE 754 and C have them. */
import { complexFunctions } from "./complex.ts";
import { c } from "./arithmetic.ts";

/** A function of real arguments; several outputs make an array. */
export type Real = (...x: readonly number[]) => number | readonly number[];

/** The nearest whole number, ties to even. */
export function rint(x: number): number {
  const r = Math.round(x);
  return Math.abs(x - Math.trunc(x)) === 0.5 && r % 2 !== 0 ? r - 1 : r;
}

/** The IEEE remainder: exact, because the quotient is taken off by `%` first. */
function remainder(x: number, y: number): number {
  const m = Math.abs(y);
  const r = x % m;
  const twice = 2 * Math.abs(r);
  const odd = Math.abs(Math.trunc(x / m)) % 2 === 1;
  if (twice > m || (twice === m && odd)) return r - Math.sign(r) * m;
  return r;
}

const frexp = (x: number): readonly [number, number] => {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  const e = Math.floor(Math.log2(Math.abs(x))) + 1;
  const r = x / 2 ** e;
  return Math.abs(r) >= 1 ? [r / 2, e + 1] : [r, e];
};

const numberFirst =
  (pick: (x: number, y: number) => boolean) =>
  (x = 0, y = 0): number => {
    if (Number.isNaN(x)) return y;
    if (Number.isNaN(y)) return x;
    return pick(x, y) ? x : y;
  };

const nanFirst =
  (pick: (x: number, y: number) => boolean) =>
  (x = 0, y = 0): number => {
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
    return pick(x, y) ? x : y;
  };

const less = (x: number, y: number): boolean => x <= y;
const greater = (x: number, y: number): boolean => x >= y;
const nearer = (x: number, y: number): boolean => Math.abs(x) <= Math.abs(y);
const farther = (x: number, y: number): boolean => Math.abs(x) >= Math.abs(y);

/** The median; with a NaN among the three, the least of the others, as AMD's instruction has it. */
function median(x: number, y: number, z: number): number {
  const numbers = [x, y, z].filter((v) => !Number.isNaN(v));
  if (numbers.length < 3) return Math.min(...numbers);
  return numbers.sort((a, b) => a - b)[1] ?? x;
}

const sign = (y: number): number => (y < 0 || Object.is(y, -0) ? -1 : 1);

const own: Readonly<Record<string, Real>> = {
  fadd: (x = 0, y = 0) => x + y,
  fsub: (x = 0, y = 0) => x - y,
  fmul: (x = 0, y = 0) => x * y,
  fdiv: (x = 0, y = 0) => x / y,
  frem: (x = 0, y = 0) => x % y,
  remainder: (x = 0, y = 0) => remainder(x, y),
  remquo: (x = 0, y = 0) => [remainder(x, y), rint(x / y)],
  modulo: (x = 0, y = 0) => x - Math.floor(x / y) * y,
  fmin: numberFirst(less),
  fmax: numberFirst(greater),
  fminimum: nanFirst(less),
  fmaximum: nanFirst(greater),
  fminmag: numberFirst(nearer),
  fmaxmag: numberFirst(farther),
  fminimum_mag: nanFirst(nearer),
  fmaximum_mag: nanFirst(farther),
  fmed3: (x = 0, y = 0, z = 0) => median(x, y, z),
  fabs: (x = 0) => Math.abs(x),
  copysign: (x = 0, y = 0) => Math.abs(x) * sign(y),
  fdim: (x = 0, y = 0) => (x <= y ? 0 : x - y),
  saturate: (x = 0) => (x >= 0 ? Math.min(x, 1) : 0),
  fract: (x = 0) => x - Math.floor(x),
  fractWhole: (x = 0) => [x - Math.floor(x), Math.floor(x)],
  modf: (x = 0) => [x - Math.trunc(x), Math.trunc(x)],
  frexp: (x = 0) => frexp(x),
  significand: (x = 0) => frexp(x)[0],
  rrspacing: (x = 0) => Math.abs(frexp(x)[0]) * 2 ** 53,
  nextafter: (x = 0) => x,
  nextup: (x = 0) => x,
  floor: (x = 0) => Math.floor(x),
  ceil: (x = 0) => Math.ceil(x),
  trunc: (x = 0) => Math.trunc(x),
  rint: (x = 0) => rint(x),
  nearbyint: (x = 0) => rint(x),
  round: (x = 0) => sign(x) * Math.round(Math.abs(x)),
  roundeven: (x = 0) => rint(x),
  logb: (x = 0) => Math.floor(Math.log2(Math.abs(x))),
  spacing: (x = 0) => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52),
  exp: (x = 0) => Math.exp(x),
  log: (x = 0) => Math.log(x),
  sqrt: (x = 0) => Math.sqrt(x),
  rsqrt: (x = 0) => 1 / Math.sqrt(x),
  cbrt: (x = 0) => Math.cbrt(x),
  rcbrt: (x = 0) => 1 / Math.cbrt(x),
  pow: (x = 0, y = 0) => x ** y,
  powr: (x = 0, y = 0) => x ** y,
  powi: (x = 0, n = 0) => x ** n,
  powk: (x = 0, n = 0) => x ** n,
  rcp: (x = 0) => 1 / x,
  asin: (x = 0) => Math.asin(x),
  acos: (x = 0) => Math.acos(x),
  asinpi: (x = 0) => Math.asin(x) / Math.PI,
  acospi: (x = 0) => Math.acos(x) / Math.PI,
  atan2: (y = 0, x = 0) => Math.atan2(y, x),
  atan2pi: (y = 0, x = 0) => Math.atan2(y, x) / Math.PI,
  tanh: (x = 0) => Math.tanh(x),
  asinh: (x = 0) => Math.asinh(x),
  acosh: (x = 0) => Math.acosh(x),
  atanh: (x = 0) => Math.atanh(x),
  hypot: (...x) => Math.hypot(...x),
  norm3d: (...x) => Math.hypot(...x),
  norm4d: (...x) => Math.hypot(...x),
  rhypot: (...x) => 1 / Math.hypot(...x),
  rnorm3d: (...x) => 1 / Math.hypot(...x),
  rnorm4d: (...x) => 1 / Math.hypot(...x),
};

/** The limits at the ends of a domain, where the series and Newton's method stop. */
const ends: Readonly<Record<string, ReadonlyMap<number, number>>> = {
  erfinv: new Map([[1, Number.POSITIVE_INFINITY]]),
  erfcinv: new Map([[0, Number.POSITIVE_INFINITY]]),
  normcdfinv: new Map([[0, Number.NEGATIVE_INFINITY]]),
};

/**
 * The outputs of the function of row `name` at real arguments.
 * @throws Error when there is no such function here
 */
export function evaluate(name: string, x: readonly number[]): readonly number[] {
  const end = ends[name]?.get(x[0] ?? Number.NaN);
  if (end !== undefined) return [end];
  const real = own[name];
  if (real !== undefined) {
    const r = real(...x);
    return typeof r === "number" ? [r] : r;
  }
  const complex = complexFunctions[name];
  if (complex === undefined) throw new Error(`no oracle for ${name}`);
  const r = complex(...x.map((v) => c(v)));
  return "re" in r ? [r.re] : r.map((z) => z.re);
}
