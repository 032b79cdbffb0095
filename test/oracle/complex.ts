/**
 * The functions of the table for complex arguments, written from exp, log, sin, cos of real numbers, from
 * definitions and from Newton's method; never from the derivatives in the table.
 */
import {
  add,
  type C,
  c,
  cos,
  cosh,
  div,
  exp,
  I,
  invert,
  log,
  mul,
  neg,
  power,
  scale,
  sin,
  sinh,
  sqrt,
  sub,
  tan,
  tanh,
} from "./arithmetic.ts";
import {
  besselI,
  besselJ,
  besselY,
  erf,
  erfc,
  erfcinv,
  erfcx,
  erfinv,
  lgamma,
  normcdf,
  normcdfinv,
  sinc,
  tgamma,
} from "./special.ts";

/** A function of complex arguments; integer arguments come as numbers with imaginary part 0. */
export type Complex = (...z: readonly C[]) => C | readonly C[];

const one = c(1);
const squares = (...z: readonly C[]): C => z.reduce((s, w) => add(s, mul(w, w)), c(0));
const recip = (z: C): C => div(one, z);

// The principal values by their logarithms, which Newton's method then makes exact.
const asin = (z: C): C =>
  invert(sin, cos, z, neg(mul(I, log(add(mul(I, z), sqrt(sub(one, mul(z, z))))))));
const acos = (z: C): C => sub(c(Math.PI / 2), asin(z));
const atan = (z: C): C => {
  const start = scale(0.5, mul(I, sub(log(sub(one, mul(I, z))), log(add(one, mul(I, z))))));
  return invert(tan, (w) => recip(mul(cos(w), cos(w))), z, start);
};
const asinh = (z: C): C => invert(sinh, cosh, z, log(add(z, sqrt(add(mul(z, z), one)))));
const acosh = (z: C): C =>
  invert(cosh, sinh, z, log(add(z, mul(sqrt(sub(z, one)), sqrt(add(z, one))))));
const atanh = (z: C): C =>
  invert(
    tanh,
    (w) => recip(mul(cosh(w), cosh(w))),
    z,
    scale(0.5, sub(log(add(one, z)), log(sub(one, z)))),
  );

/** The angle of (x, y) by the half-angle formula 2 atan(y / (r + x)). */
const atan2 = (y: C, x: C): C => scale(2, atan(div(y, add(sqrt(squares(x, y)), x))));

/** The cube root of a number right of 0. */
const cbrt = (z: C): C =>
  invert(
    (w) => mul(w, mul(w, w)),
    (w) => scale(3, mul(w, w)),
    z,
    exp(scale(1 / 3, log(z))),
  );

const pow = (x: C, y: C): C => exp(mul(y, log(x)));
const piTimes = (z: C): C => scale(Math.PI, z);

/** By the name of the row. Every analytic row has one. */
export const complexFunctions: Readonly<Record<string, Complex>> = {
  fadd: (x = one, y = one) => add(x, y),
  fsub: (x = one, y = one) => sub(x, y),
  fmul: (x = one, y = one) => mul(x, y),
  fdiv: (x = one, y = one) => div(x, y),
  fneg: (x = one) => neg(x),
  fpext: (x = one) => x,
  fptrunc: (x = one) => x,
  canonicalize: (x = one) => x,
  fma: (x = one, y = one, z = one) => add(mul(x, y), z),
  exp: (x = one) => exp(x),
  exp2: (x = one) => exp(scale(Math.LN2, x)),
  exp10: (x = one) => exp(scale(Math.LN10, x)),
  expm1: (x = one) => sub(exp(x), one),
  exp2m1: (x = one) => sub(exp(scale(Math.LN2, x)), one),
  exp10m1: (x = one) => sub(exp(scale(Math.LN10, x)), one),
  log: (x = one) => log(x),
  log2: (x = one) => scale(1 / Math.LN2, log(x)),
  log10: (x = one) => scale(1 / Math.LN10, log(x)),
  log1p: (x = one) => log(add(one, x)),
  log2p1: (x = one) => scale(1 / Math.LN2, log(add(one, x))),
  log10p1: (x = one) => scale(1 / Math.LN10, log(add(one, x))),
  pow: (x = one, y = one) => pow(x, y),
  powr: (x = one, y = one) => pow(x, y),
  powi: (x = one, n = one) => power(x, n.re),
  powk: (x = one, n = one) => power(x, n.re),
  rootn: (x = one, n = one) => exp(scale(1 / n.re, log(x))),
  compoundn: (x = one, n = one) => power(add(one, x), n.re),
  sqrt: (x = one) => sqrt(x),
  cbrt: (x = one) => cbrt(x),
  rsqrt: (x = one) => recip(sqrt(x)),
  rcbrt: (x = one) => recip(cbrt(x)),
  rcp: (x = one) => recip(x),
  ldexp: (x = one, n = one) => scale(2 ** n.re, x),
  scalbln: (x = one, n = one) => scale(2 ** n.re, x),
  sin: (x = one) => sin(x),
  cos: (x = one) => cos(x),
  tan: (x = one) => tan(x),
  sincos: (x = one) => [sin(x), cos(x)],
  sinpi: (x = one) => sin(piTimes(x)),
  cospi: (x = one) => cos(piTimes(x)),
  tanpi: (x = one) => tan(piTimes(x)),
  sincospi: (x = one) => [sin(piTimes(x)), cos(piTimes(x))],
  "amdgcn.sin": (x = one) => sin(scale(2 * Math.PI, x)),
  "amdgcn.cos": (x = one) => cos(scale(2 * Math.PI, x)),
  sinc: (x = one) => sinc(x),
  asin: (x = one) => asin(x),
  acos: (x = one) => acos(x),
  atan: (x = one) => atan(x),
  atan2: (y = one, x = one) => atan2(y, x),
  asinpi: (x = one) => scale(1 / Math.PI, asin(x)),
  acospi: (x = one) => scale(1 / Math.PI, acos(x)),
  atanpi: (x = one) => scale(1 / Math.PI, atan(x)),
  atan2pi: (y = one, x = one) => scale(1 / Math.PI, atan2(y, x)),
  sinh: (x = one) => sinh(x),
  cosh: (x = one) => cosh(x),
  tanh: (x = one) => tanh(x),
  asinh: (x = one) => asinh(x),
  acosh: (x = one) => acosh(x),
  atanh: (x = one) => atanh(x),
  hypot: (...z) => sqrt(squares(...z)),
  norm3d: (...z) => sqrt(squares(...z)),
  norm4d: (...z) => sqrt(squares(...z)),
  rhypot: (...z) => recip(sqrt(squares(...z))),
  rnorm3d: (...z) => recip(sqrt(squares(...z))),
  rnorm4d: (...z) => recip(sqrt(squares(...z))),
  erf: (x = one) => erf(x),
  erfc: (x = one) => erfc(x),
  erfcx: (x = one) => erfcx(x),
  erfinv: (x = one) => erfinv(x),
  erfcinv: (x = one) => erfcinv(x),
  normcdf: (x = one) => normcdf(x),
  normcdfinv: (x = one) => normcdfinv(x),
  tgamma: (x = one) => tgamma(x),
  lgamma: (x = one) => lgamma(x),
  lgamma_r: (x = one) => [lgamma(x), c(1)],
  j0: (x = one) => besselJ(0, x),
  j1: (x = one) => besselJ(1, x),
  jn: (n = one, x = one) => besselJ(n.re, x),
  y0: (x = one) => besselY(0, x),
  y1: (x = one) => besselY(1, x),
  yn: (n = one, x = one) => besselY(n.re, x),
  cyl_bessel_i0: (x = one) => besselI(0, x),
  cyl_bessel_i1: (x = one) => besselI(1, x),
};

/** The complex rows' functions of complex numbers, in both arguments. */
export const complexLibrary: Readonly<Record<string, (...z: readonly C[]) => C>> = {
  cmul: (a = one, b = one) => mul(a, b),
  cdiv: (a = one, b = one) => div(a, b),
  csqrt: (z = one) => sqrt(z),
  cexp: (z = one) => exp(z),
  clog: (z = one) => log(z),
  clog10: (z = one) => scale(1 / Math.LN10, log(z)),
  cpow: (a = one, b = one) => pow(a, b),
  cpowi: (a = one, n = one) => power(a, n.re),
  csin: (z = one) => sin(z),
  ccos: (z = one) => cos(z),
  ctan: (z = one) => tan(z),
  csinh: (z = one) => sinh(z),
  ccosh: (z = one) => cosh(z),
  ctanh: (z = one) => tanh(z),
  casin: (z = one) => asin(z),
  cacos: (z = one) => acos(z),
  catan: (z = one) => atan(z),
  casinh: (z = one) => asinh(z),
  cacosh: (z = one) => acosh(z),
  catanh: (z = one) => atanh(z),
  conj: (z = one) => c(z.re, -z.im),
  creal: (z = one) => c(z.re),
  cimag: (z = one) => c(z.im),
  cabs: (z = one) => c(Math.hypot(z.re, z.im)),
  carg: (z = one) => c(Math.atan2(z.im, z.re)),
  cproj: (z = one) =>
    Math.abs(z.re) === Number.POSITIVE_INFINITY || Math.abs(z.im) === Number.POSITIVE_INFINITY
      ? c(Number.POSITIVE_INFINITY)
      : z,
};
