/** Rows of special functions: error functions, gamma functions, Bessel functions. */
import type { Algebra } from "./algebra.ts";
import {
  HALF_SQRT_PI,
  INV_SQRT_2PI,
  INV_SQRT_PI,
  ratio,
  SQRT_2PI,
  TWO_BY_SQRT_PI,
} from "./constants.ts";
import { digamma } from "./digamma.ts";
import { multi, rule, type Unnamed } from "./rule.ts";
import { horner } from "./series.ts";
import {
  everywhere,
  exact,
  libdevice,
  libm,
  ocml,
  type Kind,
  type Shape,
  type Spelling,
} from "./spelling.ts";

const INF = Number.POSITIVE_INFINITY;

/** c exp(scale x^2) */
const gaussian = <V>(m: Algebra<V>, c: string, scale: number, x: V): V =>
  m.mul(m.num(c), m.call("exp", m.mul(m.mul(m.num(scale), x), x)));

/** Fortran's run-time name with the kind's number behind it. */
function fortran(base: string): Spelling[] {
  const kinds: readonly (readonly [string, Kind])[] = [
    ["4", "float"],
    ["8", "double"],
    ["10", "x86_fp80"],
    ["16", "fp128"],
  ];
  return kinds.flatMap(([n, kind]) => exact(`${base}${n}`, "fortran", kind));
}

/**
 * sqrt(pi) x^2 erfcx'(x) for large x, as a series in 1/x^2: minus the sum over n of
 * (-1)^n (2n-1)!! (2n+1) / 2^n x^(-2n) (NIST DLMF 7.12.1, differentiated term by term).
 */
const erfcxSeries = ((terms: number): string[] => {
  const out: string[] = [];
  let odd = 1n;
  for (let n = 0; n < terms; n++) {
    out.push(ratio((n % 2 === 0 ? -1n : 1n) * odd * BigInt(2 * n + 1), 2n ** BigInt(n)));
    odd *= BigInt(2 * n + 1);
  }
  return out;
})(14);

/** 2 x r - 2/sqrt(pi), which cancels for large x; from 12 on the asymptotic series, good to 1e-20 there. */
const erfcxPartial = <V>(m: Algebra<V>, [x]: readonly [V], r: V): V => {
  const direct = m.sub(m.mul(m.mul(m.num(2), x), r), m.num(TWO_BY_SQRT_PI));
  const inverse = m.div(m.num(1), m.mul(x, x));
  const series = m.mul(m.mul(m.num(INV_SQRT_PI), inverse), horner(m, erfcxSeries, inverse));
  return m.select(m.lt(x, m.num(12)), direct, series);
};

/** Rows of the error functions and the normal distribution. */
export const errorFunctions: Readonly<Record<string, Unnamed>> = {
  erf: rule<1>({
    names: everywhere("erf"),
    domain: [[-3, 3]],
    analytic: true,
    partials: [(m, [x]) => gaussian(m, TWO_BY_SQRT_PI, -1, x)],
    at: [{ x: [INF], partials: [0], why: "flat at infinity" }],
  }),
  erfc: rule<1>({
    names: everywhere("erfc"),
    domain: [[-3, 3]],
    analytic: true,
    partials: [(m, [x]) => m.neg(gaussian(m, TWO_BY_SQRT_PI, -1, x))],
    errno: true,
    at: [{ x: [-INF], partials: [0], why: "flat at infinity" }],
  }),
  erfcx: rule<1>({
    names: [...everywhere("erfcx"), ...fortran("_FortranAErfcScaled")],
    domain: [[-2, 40]],
    analytic: true,
    partials: [erfcxPartial],
    at: [{ x: [INF], partials: [0], why: "flat at infinity" }],
  }),
  erfinv: rule<1>({
    names: everywhere("erfinv"),
    domain: [[-0.95, 0.95]],
    analytic: true,
    partials: [(m, _x, r) => gaussian(m, HALF_SQRT_PI, 1, r)],
    singular: true,
    at: [{ x: [1], partials: [INF], why: "the limit" }],
  }),
  erfcinv: rule<1>({
    names: everywhere("erfcinv"),
    domain: [[0.05, 1.95]],
    analytic: true,
    partials: [(m, _x, r) => m.neg(gaussian(m, HALF_SQRT_PI, 1, r))],
    singular: true,
    at: [{ x: [0], partials: [-INF], why: "the limit" }],
  }),
  normcdf: rule<1>({
    names: [...libm("normcdf"), ...libdevice("normcdf"), ...ocml("ncdf")],
    domain: [[-4, 4]],
    analytic: true,
    partials: [(m, [x]) => gaussian(m, INV_SQRT_2PI, -0.5, x)],
    at: [{ x: [-INF], partials: [0], why: "flat at infinity" }],
  }),
  normcdfinv: rule<1>({
    names: [...libm("normcdfinv"), ...libdevice("normcdfinv"), ...ocml("ncdfinv")],
    domain: [[0.05, 0.95]],
    analytic: true,
    partials: [(m, _x, r) => gaussian(m, SQRT_2PI, 0.5, r)],
    singular: true,
    at: [{ x: [0], partials: [INF], why: "the limit" }],
  }),
};

const signOut: Shape = { params: [{ arg: 0 }, { out: 1 }], returns: { out: 0 } };
const offPoles = ([x]: readonly [number]): boolean =>
  x > 0.05 || Math.abs(x - Math.round(x)) > 0.05;

/** Rows of the gamma functions. */
export const gammaFunctions: Readonly<Record<string, Unnamed>> = {
  tgamma: rule<1>({
    names: everywhere("tgamma"),
    domain: [[-4.5, 6]],
    where: offPoles,
    analytic: true,
    partials: [(m, [x], r) => m.mul(r, digamma(m, x))],
    errno: true,
    singular: true,
  }),
  lgamma: rule<1>({
    names: everywhere("lgamma"),
    domain: [[-4.5, 40]],
    where: offPoles,
    analytic: true,
    partials: [(m, [x]) => digamma(m, x)],
    errno: true,
    singular: true,
    at: [{ x: [INF], partials: [INF], why: "the slope grows as ln x" }],
  }),
  lgamma_r: multi<1>({
    names: [
      ...exact("lgamma_r", "libm", "double", signOut),
      ...exact("lgammaf_r", "libm", "float", signOut),
      ...exact("lgammal_r", "libm", "long double", signOut),
      ...exact("lgammaf32_r", "libm", "float", signOut),
      ...exact("lgammaf64_r", "libm", "double", signOut),
      ...exact("lgammaf32x_r", "libm", "double", signOut),
      ...exact("lgammaf64x_r", "libm", "long double", signOut),
      ...exact("lgammaf128_r", "libm", "fp128", signOut),
      ...exact("__lgamma_r_finite", "libm", "double", signOut),
      ...exact("__lgammaf_r_finite", "libm", "float", signOut),
      ...exact("__lgammal_r_finite", "libm", "long double", signOut),
      ...ocml("lgamma_r", signOut),
    ],
    domain: [[-4.5, 40]],
    where: offPoles,
    analytic: true,
    outputs: [
      { name: "value", type: "float", partials: [(m, [x]) => digamma(m, x)] },
      { name: "sign", type: "int", partials: ["inactive"] },
    ],
    errno: true,
    singular: true,
  }),
};

/** The C and libdevice names of a Bessel function; ocml has those of order 0 and 1. */
const bessel = (base: string): Spelling[] => [...libm(base), ...libdevice(base)];

/** f0 - f1/x, the derivative of a function of order 1, and 1/2 at 0 where f1/x is 0/0. */
const orderOne = <V>(m: Algebra<V>, zeroth: V, x: V, r: V): V =>
  m.select(m.eq(x, m.num(0)), m.num(0.5), m.sub(zeroth, m.div(r, x)));

/** (f_{n-1} - f_{n+1}) / 2 (NIST DLMF 10.6.1) */
const orderN = <V>(m: Algebra<V>, fn: "jn" | "yn", n: V, x: V): V => {
  const below = m.call(fn, m.iadd(n, m.int(-1)), x);
  const above = m.call(fn, m.iadd(n, m.int(1)), x);
  return m.mul(m.num(0.5), m.sub(below, above));
};

/** Rows of the Bessel functions. */
export const besselFunctions: Readonly<Record<string, Unnamed>> = {
  j0: rule<1>({
    names: [...bessel("j0"), ...ocml("j0")],
    domain: [[-12, 12]],
    analytic: true,
    partials: [(m, [x]) => m.neg(m.call("j1", x))],
    errno: true,
  }),
  j1: rule<1>({
    names: [...bessel("j1"), ...ocml("j1")],
    domain: [[-12, 12]],
    where: ([x]) => Math.abs(x) > 1e-3,
    analytic: true,
    partials: [(m, [x], r) => orderOne(m, m.call("j0", x), x, r)],
    errno: true,
    at: [{ x: [0], partials: [0.5], why: "no kink; here because r/x is 0/0" }],
  }),
  jn: rule<2>({
    names: bessel("jn"),
    args: ["int", "float"],
    domain: [
      [0, 6],
      [0.5, 12],
    ],
    analytic: true,
    partials: ["inactive", (m, [n, x]) => orderN(m, "jn", n, x)],
    errno: true,
  }),
  y0: rule<1>({
    names: [...bessel("y0"), ...ocml("y0")],
    domain: [[0.2, 12]],
    analytic: true,
    partials: [(m, [x]) => m.neg(m.call("y1", x))],
    errno: true,
    singular: true,
  }),
  y1: rule<1>({
    names: [...bessel("y1"), ...ocml("y1")],
    domain: [[0.2, 12]],
    analytic: true,
    partials: [(m, [x], r) => m.sub(m.call("y0", x), m.div(r, x))],
    errno: true,
    singular: true,
  }),
  yn: rule<2>({
    names: bessel("yn"),
    args: ["int", "float"],
    domain: [
      [0, 4],
      [1, 12],
    ],
    analytic: true,
    partials: ["inactive", (m, [n, x]) => orderN(m, "yn", n, x)],
    errno: true,
    singular: true,
  }),
  cyl_bessel_i0: rule<1>({
    names: [...libdevice("cyl_bessel_i0"), ...ocml("i0")],
    domain: [[-5, 5]],
    analytic: true,
    partials: [(m, [x]) => m.call("cyl_bessel_i1", x)],
  }),
  cyl_bessel_i1: rule<1>({
    names: [...libdevice("cyl_bessel_i1"), ...ocml("i1")],
    domain: [[-5, 5]],
    where: ([x]) => Math.abs(x) > 1e-3,
    analytic: true,
    partials: [(m, [x], r) => orderOne(m, m.call("cyl_bessel_i0", x), x, r)],
    at: [{ x: [0], partials: [0.5], why: "no kink; here because r/x is 0/0" }],
  }),
};
