/** Rows of functions that are made of pieces: absolute value, minima and maxima, sign, remainders. */
import type { Algebra } from "./algebra.ts";
import { type AnyPartial, rule, type Unnamed } from "./rule.ts";
import {
  everywhere,
  exact,
  intrinsic,
  libm,
  nvvm,
  ocml,
  universal,
  type Spelling,
} from "./spelling.ts";

const NAN = Number.NaN;
const pair: readonly [readonly [number, number], readonly [number, number]] = [
  [-9, 9],
  [-9, 9],
];

/** 1 where `operand` is what was returned, else 0. A tie belongs to the first operand. */
const chosen = <V>(m: Algebra<V>, operand: V, r: V): V =>
  m.select(m.eq(r, operand), m.num(1), m.num(0));

const notChosen = <V>(m: Algebra<V>, operand: V, r: V): V =>
  m.select(m.eq(r, operand), m.num(0), m.num(1));

/** As `partial`, but NaN where the value is NaN. */
const nanWithValue =
  (partial: AnyPartial): AnyPartial =>
  (m, x, r, all) =>
    m.select(m.eq(r, r), partial(m, x, r, all), r);

const tie = "a tie gives the whole slope to the first operand";

/**
 * A minimum or maximum of two operands, told by which operand the value equals.
 * @param of which of the two is meant
 * @param nan "operand": a NaN operand is passed over; "value": it becomes the value
 */
function extremum(
  names: readonly Spelling[],
  of: "least" | "greatest",
  nan: "operand" | "value",
): Unnamed {
  const least = of === "least";
  const propagate = nan === "value";
  const wrap = propagate ? nanWithValue : (p: AnyPartial): AnyPartial => p;
  return rule<2>({
    names,
    domain: pair,
    where: ([x, y]) => Math.abs(Math.abs(x) - Math.abs(y)) > 0.05,
    analytic: false,
    partials: [
      wrap((m, [x], r) => (x === undefined ? r : chosen(m, x, r))),
      wrap((m, [x], r) => (x === undefined ? r : notChosen(m, x, r))),
    ],
    at: [
      { x: [2, 2], partials: [1, 0], why: tie },
      { x: [2, 3], partials: least ? [1, 0] : [0, 1], why: "no kink" },
      { x: [3, 2], partials: least ? [0, 1] : [1, 0], why: "no kink" },
      {
        x: [NAN, 2],
        partials: propagate ? [NAN, NAN] : [0, 1],
        why: propagate ? "the value is NaN" : "the operand that is a number is returned",
      },
      {
        x: [2, NAN],
        partials: propagate ? [NAN, NAN] : [1, 0],
        why: propagate ? "the value is NaN" : "the operand that is a number is returned",
      },
      {
        x: [NAN, NAN],
        partials: propagate ? [NAN, NAN] : [0, 1],
        why: "the value is NaN whatever the slopes are",
      },
    ],
  });
}

const nvNan = (base: string): Spelling[] => [
  ...exact(`llvm.nvvm.${base}.nan.f`, "nvvm", "float"),
  ...exact(`llvm.nvvm.${base}.ftz.nan.f`, "nvvm", "float"),
];

/** Rows of minima and maxima. */
export const extrema: Readonly<Record<string, Unnamed>> = {
  fmin: extremum(
    [
      ...everywhere("fmin"),
      ...intrinsic("minnum"),
      ...intrinsic("minimumnum"),
      ...libm("fminimum_num"),
      ...nvvm("fmin"),
    ],
    "least",
    "operand",
  ),
  fmax: extremum(
    [
      ...everywhere("fmax"),
      ...intrinsic("maxnum"),
      ...intrinsic("maximumnum"),
      ...libm("fmaximum_num"),
      ...nvvm("fmax"),
    ],
    "greatest",
    "operand",
  ),
  fminimum: extremum(
    [...intrinsic("minimum"), ...libm("fminimum"), ...nvNan("fmin")],
    "least",
    "value",
  ),
  fmaximum: extremum(
    [...intrinsic("maximum"), ...libm("fmaximum"), ...nvNan("fmax")],
    "greatest",
    "value",
  ),
  fminmag: extremum(
    [...libm("fminmag"), ...libm("fminimum_mag_num"), ...ocml("minmag")],
    "least",
    "operand",
  ),
  fmaxmag: extremum(
    [...libm("fmaxmag"), ...libm("fmaximum_mag_num"), ...ocml("maxmag")],
    "greatest",
    "operand",
  ),
  fminimum_mag: extremum(libm("fminimum_mag"), "least", "value"),
  fmaximum_mag: extremum(libm("fmaximum_mag"), "greatest", "value"),
  // The median of three.
  fmed3: rule<3>({
    names: intrinsic("amdgcn.fmed3"),
    domain: [
      [-9, 9],
      [-9, 9],
      [-9, 9],
    ],
    where: ([x, y, z]) => Math.min(Math.abs(x - y), Math.abs(y - z), Math.abs(x - z)) > 0.05,
    analytic: false,
    partials: [
      (m, [x], r) => chosen(m, x, r),
      (m, [x, y], r) => m.select(m.eq(r, x), m.num(0), chosen(m, y, r)),
      (m, [x, y], r) => m.select(m.eq(r, x), m.num(0), notChosen(m, y, r)),
    ],
    at: [
      {
        x: [1, 1, 3],
        partials: [1, 0, 0],
        why: "a tie gives the whole slope to the first operand",
      },
      { x: [NAN, 2, 1], partials: [0, 0, 1], why: "the least of the numbers is returned" },
      { x: [2, NAN, 1], partials: [0, 0, 1], why: "the least of the numbers is returned" },
      { x: [2, 1, NAN], partials: [0, 1, 0], why: "the least of the numbers is returned" },
      {
        x: [1, 2, 2],
        partials: [0, 1, 0],
        why: "a tie gives the whole slope to the first operand",
      },
    ],
  }),
};

/** Rows of signs, clamps and differences. */
export const signs: Readonly<Record<string, Unnamed>> = {
  fabs: rule<1>({
    names: [...universal("fabs"), ...nvvm("fabs")],
    domain: [[-9, 9]],
    where: ([x]) => Math.abs(x) > 0.05,
    analytic: false,
    partials: [(m, [x]) => m.select(m.lt(x, m.num(0)), m.num(-1), m.num(1))],
    at: [
      { x: [0], partials: [1], why: "the slope from the right" },
      { x: [-0], partials: [1], why: "the slope from the right" },
      { x: [NAN], partials: [1], why: "the value is NaN whatever the slope is" },
    ],
  }),
  copysign: rule<2>({
    names: universal("copysign"),
    domain: pair,
    where: ([x, y]) => Math.abs(x) > 0.05 && Math.abs(y) > 0.05,
    analytic: false,
    partials: [
      (m, [x, y]) => m.mul(m.call("copysign", m.num(1), x), m.call("copysign", m.num(1), y)),
      "inactive",
    ],
    at: [
      { x: [0, -2], partials: [-1, 0], why: "the slope from the side that the sign of 0 says" },
      { x: [-0, -2], partials: [1, 0], why: "the slope from the side that the sign of 0 says" },
      {
        x: [2, 0],
        partials: [1, 0],
        why: "the value jumps with the sign of y; the jump has no slope",
      },
      { x: [NAN, 2], partials: [1, 0], why: "the value is NaN whatever the slope is" },
      {
        x: [2, NAN],
        partials: [1, 0],
        why: "a NaN lends its sign only, and the value is a number",
      },
    ],
  }),
  fdim: rule<2>({
    names: everywhere("fdim"),
    domain: pair,
    where: ([x, y]) => Math.abs(x - y) > 0.05,
    analytic: false,
    partials: [
      (m, [x, y]) => m.select(m.le(x, y), m.num(0), m.num(1)),
      (m, [x, y]) => m.select(m.le(x, y), m.num(0), m.num(-1)),
    ],
    errno: true,
    at: [
      { x: [2, 2], partials: [0, 0], why: "the slope of the constant piece" },
      { x: [NAN, 2], partials: [1, -1], why: "the value is NaN whatever the slope is" },
      { x: [2, NAN], partials: [1, -1], why: "the value is NaN whatever the slope is" },
    ],
  }),
  // min(max(x, 0), 1)
  saturate: rule<1>({
    names: [...exact("__nv_saturatef", "libdevice", "float"), ...nvvm("saturate")],
    domain: [[-1, 2]],
    where: ([x]) => Math.abs(x) > 0.05 && Math.abs(x - 1) > 0.05,
    analytic: false,
    partials: [(m, [x], r) => chosen(m, x, r)],
    at: [
      { x: [0], partials: [1], why: "the slope from within" },
      { x: [1], partials: [1], why: "the slope from within" },
      { x: [NAN], partials: [0], why: "NaN is saturated to the constant 0" },
    ],
  }),
  canonicalize: rule<1>({
    names: [...intrinsic("canonicalize"), ...intrinsic("arithmetic.fence")],
    domain: [[-9, 9]],
    analytic: true,
    partials: [(m) => m.num(1)],
  }),
  fract: rule<1>({
    names: intrinsic("amdgcn.fract"),
    domain: [[-9, 9]],
    where: ([x]) => Math.abs(x - Math.round(x)) > 0.05,
    analytic: false,
    partials: [(m) => m.num(1)],
    at: [{ x: [2], partials: [1], why: "the slope from either side; the jump has none" }],
  }),
  // x - floor(x / y) y, Fortran's MODULO
  modulo: rule<2>({
    names: [
      ["4", "float"] as const,
      ["8", "double"] as const,
      ["10", "x86_fp80"] as const,
      ["16", "fp128"] as const,
    ].flatMap(([n, kind]) =>
      exact(`_FortranAModuloReal${n}`, "fortran", kind, {
        params: [{ arg: 0 }, { arg: 1 }, { extra: "source" }, { extra: "source" }],
        returns: { out: 0 },
      }),
    ),
    domain: [
      [-20, 20],
      [0.5, 4],
    ],
    where: ([x, y]) => Math.abs(x / y - Math.round(x / y)) > 0.1,
    analytic: false,
    partials: [(m) => m.num(1), (m, [x, y], r) => m.neg(m.call("rint", m.div(m.sub(x, r), y)))],
    singular: true,
    at: [{ x: [6, 2], partials: [1, -3], why: "at a multiple of y the slope from above is taken" }],
  }),
};

/** The step to the next number: the identity, as far as a derivative sees. */
export const neighbours: Readonly<Record<string, Unnamed>> = {
  nextafter: rule<2>({
    names: [
      ...everywhere("nextafter"),
      ...libm("nexttoward"),
      ...["4", "8", "10", "16"].flatMap((n) =>
        exact(
          `_FortranANearest${n}`,
          "fortran",
          n === "4" ? "float" : n === "8" ? "double" : n === "10" ? "x86_fp80" : "fp128",
        ),
      ),
    ],
    domain: pair,
    analytic: false,
    partials: [(m) => m.num(1), "inactive"],
    errno: true,
    at: [
      { x: [NAN, 2], partials: [1, 0], why: "the value is NaN whatever the slope is" },
      { x: [2, NAN], partials: [1, 0], why: "the value is NaN whatever the slope is" },
    ],
  }),
  nextup: rule<1>({
    names: [...libm("nextup"), ...libm("nextdown"), ...ocml("succ"), ...ocml("pred")],
    domain: [[-9, 9]],
    analytic: false,
    partials: [(m) => m.num(1)],
    at: [
      {
        x: [0],
        partials: [1],
        why: "no kink: a step of one ulp is constant between powers of two",
      },
    ],
  }),
};
