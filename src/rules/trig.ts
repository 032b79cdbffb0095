/** Rows of circular and hyperbolic functions and their inverses. */
import type { Algebra } from "./algebra.ts";
import { INV_PI, PI, ratio } from "./constants.ts";
import { horner } from "./series.ts";
import { multi, rule, type Unnamed } from "./rule.ts";
import {
  everywhere,
  exact,
  fast,
  intrinsic,
  libdevice,
  libm,
  nvvm,
  ocml,
  universal,
  type Shape,
  type Spelling,
} from "./spelling.ts";

const INF = Number.POSITIVE_INFINITY;
const pole = "the limit; an adjoint of exactly 0 still gives 0";

/** 1 / sqrt(1 - x^2), without the cancellation of 1 - x*x near the ends. */
const arc = <V>(m: Algebra<V>, x: V): V => {
  const one = m.num(1);
  return m.div(one, m.call("sqrt", m.mul(m.sub(one, x), m.add(one, x))));
};

/** 1 + r^2 */
const onePlusSquare = <V>(m: Algebra<V>, r: V): V => m.add(m.num(1), m.mul(r, r));

/** pi * a */
const timesPi = <V>(m: Algebra<V>, a: V): V => m.mul(m.num(PI), a);

/** cos(pi x) or sin(pi x), for libraries that lack it; the period is taken off exactly first. */
const ofPi = <V>(m: Algebra<V>, fn: "sin" | "cos", x: V): V => {
  const turns = m.call("rint", m.mul(m.num(0.5), x));
  return m.call(fn, timesPi(m, m.sub(x, m.mul(m.num(2), turns))));
};

/**
 * The partials of atan2(y, x): x/(x^2+y^2) and -y/(x^2+y^2), with the greater of |x|, |y| taken out so
 * that nothing overflows: with t = less/greater the denominator is greater (1 + t^2).
 */
export const atan2Partials = <V>(m: Algebra<V>, [y, x]: readonly [V, V]): readonly [V, V] => {
  const steep = m.lt(m.call("fabs", x), m.call("fabs", y));
  const less = m.select(steep, x, y);
  const greater = m.select(steep, y, x);
  const t = m.div(less, greater);
  const d = m.mul(greater, onePlusSquare(m, t));
  return [m.div(m.select(steep, t, m.num(1)), d), m.neg(m.div(m.select(steep, m.num(1), t), d))];
};

const twoPointers: Shape = {
  params: [{ arg: 0 }, { out: 0 }, { out: 1 }],
  returns: "nothing",
};
const twoFields: Shape = { params: [{ arg: 0 }], returns: { fields: [0, 1] } };
const firstReturned: Shape = { params: [{ arg: 0 }, { out: 1 }], returns: { out: 0 } };

/** Every form of a function that gives a sine and a cosine at once. */
function pairNames(base: string): Spelling[] {
  return [
    ...libm(base, twoPointers),
    ...libdevice(base, twoPointers),
    ...ocml(base, firstReturned),
    ...intrinsic(base, twoFields),
    ...exact(`__${base}_stret`, "libm", "double", twoFields),
    ...exact(`__${base}f_stret`, "libm", "float", twoFields),
  ];
}

/** Rows of circular functions. */
export const circular: Readonly<Record<string, Unnamed>> = {
  sin: rule<1>({
    names: [...universal("sin"), ...fast("sin"), ...nvvm("sin.approx"), ...ocml("native_sin")],
    domain: [[-9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.call("cos", x)],
    errno: true,
  }),
  cos: rule<1>({
    names: [...universal("cos"), ...fast("cos"), ...nvvm("cos.approx"), ...ocml("native_cos")],
    domain: [[-9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.neg(m.call("sin", x))],
    errno: true,
  }),
  tan: rule<1>({
    names: [...universal("tan"), ...fast("tan")],
    domain: [[-1.4, 1.4]],
    analytic: true,
    partials: [(m, _x, r) => onePlusSquare(m, r)],
    errno: true,
  }),
  // Computed anew from x: the other output is mostly in memory, which may have changed by the time it is needed.
  sincos: multi<1>({
    names: [
      ...pairNames("sincos"),
      ...exact("__nv_fast_sincosf", "libdevice", "float", twoPointers),
    ],
    domain: [[-9, 9]],
    analytic: true,
    outputs: [
      { name: "sin", type: "float", partials: [(m, [x]) => m.call("cos", x)] },
      { name: "cos", type: "float", partials: [(m, [x]) => m.neg(m.call("sin", x))] },
    ],
    errno: true,
  }),
  sinpi: rule<1>({
    names: [...everywhere("sinpi"), ...libm("__sinpi")],
    domain: [[-3, 3]],
    analytic: true,
    partials: [(m, [x]) => timesPi(m, ofPi(m, "cos", x))],
    errno: true,
  }),
  cospi: rule<1>({
    names: [...everywhere("cospi"), ...libm("__cospi")],
    domain: [[-3, 3]],
    analytic: true,
    partials: [(m, [x]) => m.neg(timesPi(m, ofPi(m, "sin", x)))],
    errno: true,
  }),
  tanpi: rule<1>({
    names: [...everywhere("tanpi"), ...libm("__tanpi")],
    domain: [[-0.4, 0.4]],
    analytic: true,
    partials: [(m, _x, r) => timesPi(m, onePlusSquare(m, r))],
    errno: true,
  }),
  sincospi: multi<1>({
    names: pairNames("sincospi"),
    domain: [[-3, 3]],
    analytic: true,
    outputs: [
      { name: "sin", type: "float", partials: [(m, [x]) => timesPi(m, ofPi(m, "cos", x))] },
      { name: "cos", type: "float", partials: [(m, [x]) => m.neg(timesPi(m, ofPi(m, "sin", x)))] },
    ],
    errno: true,
  }),
  // AMD's hardware sine takes turns: sin(2 pi x).
  "amdgcn.sin": rule<1>({
    names: intrinsic("amdgcn.sin"),
    domain: [[-2, 2]],
    analytic: true,
    partials: [(m, [x]) => m.mul(m.num(2), timesPi(m, ofPi(m, "cos", m.mul(m.num(2), x))))],
  }),
  "amdgcn.cos": rule<1>({
    names: intrinsic("amdgcn.cos"),
    domain: [[-2, 2]],
    analytic: true,
    partials: [(m, [x]) => m.mul(m.num(-2), timesPi(m, ofPi(m, "sin", m.mul(m.num(2), x))))],
  }),
  sinc: rule<1>({
    names: libm("sinc"),
    domain: [[-9, 9]],
    analytic: true,
    partials: [sincPartial],
  }),
};

/**
 * The derivative of sin(x)/x: (cos x - r)/x, which cancels near 0; below 1/2 the Taylor series
 * sum_k (-1)^k 2k x^(2k-1) / (2k+1)! instead, whose ninth term is below 1e-19.
 */
function sincPartial<V>(m: Algebra<V>, [x]: readonly [V], r: V): V {
  const square = m.mul(x, x);
  const small = m.mul(x, horner(m, sincSeries, square));
  const large = m.div(m.sub(m.call("cos", x), r), x);
  return m.select(m.lt(m.call("fabs", x), m.num(0.5)), small, large);
}

const sincSeries = seriesOfSinc(9);

function seriesOfSinc(terms: number): string[] {
  const out: string[] = [];
  let factorial = 1n;
  for (let k = 1; k <= terms; k++) {
    factorial *= BigInt(2 * k) * BigInt(2 * k + 1);
    out.push(ratio((k % 2 === 0 ? 2n : -2n) * BigInt(k), factorial));
  }
  return out;
}

/** Rows of the inverse circular functions. */
export const inverseCircular: Readonly<Record<string, Unnamed>> = {
  asin: rule<1>({
    names: universal("asin"),
    domain: [[-0.95, 0.95]],
    analytic: true,
    partials: [(m, [x]) => arc(m, x)],
    errno: true,
    singular: true,
    at: [{ x: [1], partials: [INF], why: pole }],
  }),
  acos: rule<1>({
    names: universal("acos"),
    domain: [[-0.95, 0.95]],
    analytic: true,
    partials: [(m, [x]) => m.neg(arc(m, x))],
    errno: true,
    singular: true,
    at: [{ x: [1], partials: [-INF], why: pole }],
  }),
  atan: rule<1>({
    names: universal("atan"),
    domain: [[-9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(1), onePlusSquare(m, x))],
    at: [
      { x: [-1e200], partials: [0], why: "the slope is below the smallest number" },
      { x: [INF], partials: [0], why: "flat at infinity" },
    ],
  }),
  atan2: rule<2>({
    names: universal("atan2"),
    domain: [
      [-4, 4],
      [-4, 4],
    ],
    where: ([y, x]) => Math.hypot(x, y) > 0.1 && (x > 0 || Math.abs(y) > 0.05),
    analytic: true,
    partials: [(m, x) => atan2Partials(m, x)[0], (m, x) => atan2Partials(m, x)[1]],
    errno: true,
    singular: true,
    at: [
      {
        x: [0, 0],
        partials: [Number.NaN, Number.NaN],
        why: "the angle of a zero vector has no derivative and no bound; a number here would be a wrong one",
      },
      { x: [0, -1], partials: [-1, -0], why: "on the cut: the derivative along either side" },
      { x: [1e300, 0], partials: [0, -1e-300], why: "no overflow" },
    ],
  }),
  asinpi: rule<1>({
    names: [...libm("asinpi"), ...ocml("asinpi")],
    domain: [[-0.95, 0.95]],
    analytic: true,
    partials: [(m, [x]) => m.mul(m.num(INV_PI), arc(m, x))],
    errno: true,
    singular: true,
    at: [{ x: [1], partials: [INF], why: pole }],
  }),
  acospi: rule<1>({
    names: [...libm("acospi"), ...ocml("acospi")],
    domain: [[-0.95, 0.95]],
    analytic: true,
    partials: [(m, [x]) => m.neg(m.mul(m.num(INV_PI), arc(m, x)))],
    errno: true,
    singular: true,
    at: [{ x: [1], partials: [-INF], why: pole }],
  }),
  atanpi: rule<1>({
    names: [...libm("atanpi"), ...ocml("atanpi")],
    domain: [[-9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(INV_PI), onePlusSquare(m, x))],
  }),
  atan2pi: rule<2>({
    names: [...libm("atan2pi"), ...ocml("atan2pi")],
    domain: [
      [-4, 4],
      [-4, 4],
    ],
    where: ([y, x]) => Math.hypot(x, y) > 0.1 && (x > 0 || Math.abs(y) > 0.05),
    analytic: true,
    partials: [
      (m, x) => m.mul(m.num(INV_PI), atan2Partials(m, x)[0]),
      (m, x) => m.mul(m.num(INV_PI), atan2Partials(m, x)[1]),
    ],
    errno: true,
    singular: true,
    at: [{ x: [0, 0], partials: [Number.NaN, Number.NaN], why: "as atan2" }],
  }),
};

/** Rows of hyperbolic functions and their inverses. */
export const hyperbolic: Readonly<Record<string, Unnamed>> = {
  sinh: rule<1>({
    names: universal("sinh"),
    domain: [[-4, 4]],
    analytic: true,
    partials: [(m, [x]) => m.call("cosh", x)],
    errno: true,
  }),
  cosh: rule<1>({
    names: universal("cosh"),
    domain: [[-4, 4]],
    analytic: true,
    partials: [(m, [x]) => m.call("sinh", x)],
    errno: true,
  }),
  // Exact to half an ulp of 1: where |x| is large the true slope is below that, and r alone is kept.
  tanh: rule<1>({
    names: [...universal("tanh"), ...fast("tanh"), ...nvvm("tanh.approx")],
    domain: [[-4, 4]],
    analytic: true,
    partials: [
      (m, _x, r) => {
        const one = m.num(1);
        return m.mul(m.sub(one, r), m.add(one, r));
      },
    ],
    at: [{ x: [INF], partials: [0], why: "flat at infinity" }],
  }),
  // hypot and not sqrt(1 + x*x), which overflows at half the exponent range (at 256 in half).
  asinh: rule<1>({
    names: everywhere("asinh"),
    domain: [[-9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(1), m.call("hypot", m.num(1), x))],
    at: [
      { x: [-INF], partials: [0], why: "flat at infinity" },
      { x: [1e200], partials: [1e-200], why: "no overflow" },
    ],
  }),
  acosh: rule<1>({
    names: everywhere("acosh"),
    domain: [[1.1, 9]],
    analytic: true,
    partials: [
      (m, [x]) => {
        const one = m.num(1);
        const roots = m.mul(m.call("sqrt", m.sub(x, one)), m.call("sqrt", m.add(x, one)));
        return m.div(one, roots);
      },
    ],
    errno: true,
    singular: true,
    at: [
      { x: [INF], partials: [0], why: "flat at infinity" },
      { x: [1], partials: [INF], why: pole },
    ],
  }),
  atanh: rule<1>({
    names: everywhere("atanh"),
    domain: [[-0.95, 0.95]],
    analytic: true,
    partials: [
      (m, [x]) => {
        const one = m.num(1);
        return m.div(one, m.mul(m.sub(one, x), m.add(one, x)));
      },
    ],
    errno: true,
    singular: true,
    at: [{ x: [1], partials: [INF], why: pole }],
  }),
};
