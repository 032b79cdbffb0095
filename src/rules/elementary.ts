/** Rows of exponentials, logarithms, powers and roots, and of the fused multiply-add. */
import type { Algebra } from "./algebra.ts";
import { LN2, LN10, LOG2E, LOG10E, ratio } from "./constants.ts";
import { rule, type Unnamed } from "./rule.ts";
import {
  everywhere,
  exact,
  fast,
  intrinsic,
  libdevice,
  libm,
  nvvm,
  ocml,
  rounded,
  universal,
  type Spelling,
} from "./spelling.ts";

const INF = Number.POSITIVE_INFINITY;
const pole = "the limit; an adjoint of exactly 0 still gives 0";

/** i * a, where i is a small whole number. */
const times = <V>(m: Algebra<V>, c: number | string, a: V): V => m.mul(m.num(c), a);

/** compiler-rt's and flang's runtime names of x**n. */
function integerPower(letter: "i" | "k"): Spelling[] {
  const fortran: readonly Spelling[] = [
    ...exact(`_FortranAFPow4${letter}`, "fortran", "float"),
    ...exact(`_FortranAFPow8${letter}`, "fortran", "double"),
    ...exact(`_FortranAFPow10${letter}`, "fortran", "x86_fp80"),
    ...exact(`_FortranAFPow16${letter}`, "fortran", "fp128"),
  ];
  if (letter === "k") return [...fortran];
  return [
    ...fortran,
    ...exact("__powisf2", "libm", "float"),
    ...exact("__powidf2", "libm", "double"),
    ...exact("__powixf2", "libm", "x86_fp80"),
    ...exact("__powitf2", "libm", "fp128"),
  ];
}

/** The least i32: one less does not exist, so its power is found by a division. */
const LEAST = -2147483648;

/** Rows of exponentials and logarithms. */
export const exponentials: Readonly<Record<string, Unnamed>> = {
  exp: rule<1>({
    names: [...universal("exp"), ...fast("exp"), ...ocml("native_exp")],
    domain: [[-5, 5]],
    analytic: true,
    partials: [(_m, _x, r) => r],
    errno: true,
    at: [{ x: [-INF], partials: [0], why: "flat at infinity" }],
  }),
  exp2: rule<1>({
    names: [
      ...universal("exp2"),
      ...ocml("native_exp2"),
      ...nvvm("ex2.approx"),
      ...intrinsic("amdgcn.exp2"),
    ],
    domain: [[-5, 5]],
    analytic: true,
    partials: [(m, _x, r) => times(m, LN2, r)],
    errno: true,
  }),
  exp10: rule<1>({
    names: [
      ...universal("exp10"),
      ...libm("pow10"),
      ...libm("__exp10"),
      ...fast("exp10"),
      ...ocml("native_exp10"),
    ],
    domain: [[-3, 3]],
    analytic: true,
    partials: [(m, _x, r) => times(m, LN10, r)],
    errno: true,
  }),
  // r + 1 would lose every digit where exp(x) is small, so the exponential is computed anew.
  expm1: rule<1>({
    names: everywhere("expm1"),
    domain: [[-5, 5]],
    analytic: true,
    partials: [(m, [x]) => m.call("exp", x)],
    errno: true,
    at: [{ x: [-INF], partials: [0], why: "flat at infinity" }],
  }),
  exp2m1: rule<1>({
    names: libm("exp2m1"),
    domain: [[-5, 5]],
    analytic: true,
    partials: [(m, [x]) => times(m, LN2, m.call("exp2", x))],
    errno: true,
  }),
  exp10m1: rule<1>({
    names: libm("exp10m1"),
    domain: [[-3, 3]],
    analytic: true,
    partials: [(m, [x]) => times(m, LN10, m.call("pow", m.num(10), x))],
    errno: true,
  }),
  log: rule<1>({
    names: [...universal("log"), ...fast("log"), ...ocml("native_log")],
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(1), x)],
    errno: true,
    singular: true,
    at: [
      { x: [INF], partials: [0], why: "flat at infinity" },
      { x: [0], partials: [INF], why: pole },
    ],
  }),
  log2: rule<1>({
    names: [
      ...universal("log2"),
      ...fast("log2"),
      ...ocml("native_log2"),
      ...nvvm("lg2.approx"),
      ...intrinsic("amdgcn.log"),
    ],
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(LOG2E), x)],
    errno: true,
    singular: true,
    at: [{ x: [0], partials: [INF], why: pole }],
  }),
  log10: rule<1>({
    names: [...universal("log10"), ...fast("log10"), ...ocml("native_log10")],
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(LOG10E), x)],
    errno: true,
    singular: true,
    at: [{ x: [0], partials: [INF], why: pole }],
  }),
  log1p: rule<1>({
    names: [...everywhere("log1p"), ...libm("logp1")],
    domain: [[-0.9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(1), m.add(m.num(1), x))],
    errno: true,
    singular: true,
    at: [{ x: [-1], partials: [INF], why: pole }],
  }),
  log2p1: rule<1>({
    names: libm("log2p1"),
    domain: [[-0.9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(LOG2E), m.add(m.num(1), x))],
    errno: true,
    singular: true,
    at: [{ x: [-1], partials: [INF], why: pole }],
  }),
  log10p1: rule<1>({
    names: libm("log10p1"),
    domain: [[-0.9, 9]],
    analytic: true,
    partials: [(m, [x]) => m.div(m.num(LOG10E), m.add(m.num(1), x))],
    errno: true,
    singular: true,
    at: [{ x: [-1], partials: [INF], why: pole }],
  }),
};

/** d/dx x**y = y x**(y-1), and 0 for y = 0, where x**0 is 1 even at x = 0. */
const powBase = <V>(m: Algebra<V>, [x, y]: readonly [V, V]): V =>
  m.select(m.eq(y, m.num(0)), m.num(0), m.mul(y, m.call("pow", x, m.sub(y, m.num(1)))));

/** d/dy x**y = x**y ln x, and 0 where x is 0 and y is not negative: there x**y does not change with y > 0. */
const powExponent = <V>(m: Algebra<V>, [x, y]: readonly [V, V], r: V): V =>
  m.select(
    m.eq(x, m.num(0)),
    m.select(m.lt(y, m.num(0)), m.num(-INF), m.num(0)),
    m.mul(r, m.call("log", x)),
  );

/** n x**n / x for an integer n of any width, with the limits at x = 0 put in where r/x is 0/0. */
const wideIntegerPower = <V>(m: Algebra<V>, [x, n]: readonly [V, V], r: V): V => {
  const general = m.mul(m.toFloat(n), m.div(r, x));
  const atZero = m.select(
    m.ieq(n, m.int(1)),
    m.num(1),
    m.select(m.ilt(n, m.int(0)), general, m.num(0)),
  );
  return m.select(m.eq(x, m.num(0)), atZero, m.select(m.ieq(n, m.int(0)), m.num(0), general));
};

const powKinks = [
  { x: [0, 2], partials: [0, 0], why: "the limits from x > 0" },
  { x: [0, 1], partials: [1, 0], why: "x**1 is x" },
  {
    x: [0, 0],
    partials: [0, 0],
    why: "x**0 is 1 for every x; 0**y has no slope at 0, and 0 is taken",
  },
  { x: [0, 0.5], partials: [INF, 0], why: pole },
  { x: [3, 0], partials: [0, Math.log(3)], why: "no kink; here because x**-1 is not used" },
  { x: [0, -1], partials: [-INF, -INF], why: pole },
  {
    x: [-2, 3],
    partials: [12, Number.NaN],
    why: "for x < 0 the function exists at whole y only, so it has no derivative by y",
  },
] as const;

/** Rows of powers. */
export const powers: Readonly<Record<string, Unnamed>> = {
  pow: rule<2>({
    names: [...universal("pow"), ...fast("pow")],
    domain: [
      [0.1, 4],
      [-3, 3],
    ],
    analytic: true,
    partials: [powBase, powExponent],
    errno: true,
    singular: true,
    at: powKinks,
  }),
  powr: rule<2>({
    names: [...libm("powr"), ...ocml("powr")],
    domain: [
      [0.1, 4],
      [-3, 3],
    ],
    analytic: true,
    partials: [powBase, powExponent],
    errno: true,
    singular: true,
    at: [{ x: [0, 2], partials: [0, 0], why: "as pow" }],
  }),
  powi: rule<2>({
    names: [...intrinsic("powi"), ...libdevice("powi"), ...ocml("pown"), ...integerPower("i")],
    args: ["float", "int"],
    domain: [
      [-3, 3],
      [-6, 6],
    ],
    where: ([x]) => Math.abs(x) > 0.2,
    analytic: true,
    // For constant n everything but one powi and one product folds away.
    partials: [
      (m, [x, n]) => {
        const least = m.ieq(n, m.int(LEAST));
        const lower = m.call("powi", x, m.iadd(n, m.select(least, m.int(0), m.int(-1))));
        const power = m.div(lower, m.select(least, x, m.num(1)));
        return m.select(m.ieq(n, m.int(0)), m.num(0), m.mul(m.toFloat(n), power));
      },
      "inactive",
    ],
    singular: true,
    at: [
      { x: [0, 0], partials: [0, 0], why: "x**0 is 1 for every x" },
      { x: [0, 1], partials: [1, 0], why: "x**1 is x" },
      { x: [0, 2], partials: [0, 0], why: "no kink; here because r/x is not used" },
      { x: [1, LEAST], partials: [LEAST, 0], why: "n - 1 does not exist as an i32" },
    ],
  }),
  powk: rule<2>({
    names: [...integerPower("k"), ...libm("pown")],
    args: ["float", "int"],
    domain: [
      [-3, 3],
      [-6, 6],
    ],
    where: ([x]) => Math.abs(x) > 0.2,
    analytic: true,
    partials: [wideIntegerPower, "inactive"],
    errno: true,
    singular: true,
    at: [
      { x: [0, 0], partials: [0, 0], why: "x**0 is 1 for every x" },
      { x: [0, 1], partials: [1, 0], why: "x**1 is x" },
      { x: [0, 2], partials: [0, 0], why: "the limit" },
    ],
  }),
  rootn: rule<2>({
    names: [...libm("rootn"), ...ocml("rootn")],
    args: ["float", "int"],
    domain: [
      [0.2, 9],
      [1, 6],
    ],
    analytic: true,
    partials: [(m, [x, n], r) => m.div(r, m.mul(m.toFloat(n), x)), "inactive"],
    errno: true,
    singular: true,
  }),
  compoundn: rule<2>({
    names: libm("compoundn"),
    args: ["float", "int"],
    domain: [
      [-0.5, 2],
      [-6, 6],
    ],
    analytic: true,
    partials: [(m, [x, n], r) => m.div(m.mul(m.toFloat(n), r), m.add(m.num(1), x)), "inactive"],
    errno: true,
    singular: true,
  }),
};

/** Rows of roots and reciprocals. */
export const roots: Readonly<Record<string, Unnamed>> = {
  sqrt: rule<1>({
    names: [
      ...universal("sqrt"),
      ...rounded("fsqrt", "float"),
      ...rounded("dsqrt", "double"),
      ...nvvm("sqrt.rn", "sqrt.rz", "sqrt.rm", "sqrt.rp", "sqrt.approx", "sqrt"),
      ...["native_sqrt", "sqrt_rte", "sqrt_rtz", "sqrt_rtp", "sqrt_rtn"].flatMap((n) => ocml(n)),
      ...intrinsic("amdgcn.sqrt"),
    ],
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, _x, r) => m.div(m.num(0.5), r)],
    errno: true,
    singular: true,
    at: [
      { x: [INF], partials: [0], why: "flat at infinity" },
      { x: [0], partials: [INF], why: pole },
    ],
  }),
  cbrt: rule<1>({
    names: everywhere("cbrt"),
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, _x, r) => m.div(m.num(1), m.mul(m.num(3), m.mul(r, r)))],
    singular: true,
    at: [{ x: [0], partials: [INF], why: pole }],
  }),
  rsqrt: rule<1>({
    names: [
      ...everywhere("rsqrt"),
      ...exact("__nv_frsqrt_rn", "libdevice", "float"),
      ...nvvm("rsqrt.approx"),
      ...exact("llvm.nvvm.rsqrt.approx.ftz.d", "nvvm", "double"),
      ...ocml("native_rsqrt"),
      ...intrinsic("amdgcn.rsq"),
    ],
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, _x, r) => m.mul(m.mul(m.num(-0.5), r), m.mul(r, r))],
    errno: true,
    singular: true,
    at: [{ x: [0], partials: [-INF], why: pole }],
  }),
  rcbrt: rule<1>({
    names: [...libdevice("rcbrt"), ...ocml("rcbrt")],
    domain: [[0.1, 9]],
    analytic: true,
    partials: [(m, _x, r) => m.mul(times(m, ratio(-1n, 3n), m.mul(r, r)), m.mul(r, r))],
    singular: true,
    at: [{ x: [0], partials: [-INF], why: pole }],
  }),
  rcp: rule<1>({
    names: [
      ...rounded("frcp", "float"),
      ...rounded("drcp", "double"),
      ...nvvm("rcp.rn", "rcp.rz", "rcp.rm", "rcp.rp", "rcp.approx"),
      ...exact("llvm.nvvm.rcp.approx.ftz.d", "nvvm", "double"),
      ...ocml("native_recip"),
      ...intrinsic("amdgcn.rcp"),
    ],
    domain: [[0.3, 9]],
    analytic: true,
    partials: [(m, _x, r) => m.neg(m.mul(r, r))],
    singular: true,
    at: [{ x: [0], partials: [-INF], why: pole }],
  }),
};

/** Rows of fused operations. */
export const fused: Readonly<Record<string, Unnamed>> = {
  fma: rule<3>({
    names: [
      ...universal("fma"),
      ...intrinsic("fmuladd"),
      ...rounded("fma", "double"),
      ...rounded("fmaf", "float"),
      ...exact("__nv_fmaf_ieee_rn", "libdevice", "float"),
      ...nvvm("fma.rn", "fma.rz", "fma.rm", "fma.rp"),
      ...["fma_rte", "fma_rtz", "fma_rtp", "fma_rtn", "fmuladd", "mad"].flatMap((n) => ocml(n)),
      ...intrinsic("amdgcn.fma.legacy"),
    ],
    domain: [
      [-9, 9],
      [-9, 9],
      [-9, 9],
    ],
    analytic: true,
    partials: [(_m, [, y]) => y, (_m, [x]) => x, (m) => m.num(1)],
  }),
  ldexp: rule<2>({
    names: [...universal("ldexp"), ...everywhere("scalbn"), ...intrinsic("amdgcn.ldexp")],
    args: ["float", "int"],
    domain: [
      [-9, 9],
      [-6, 6],
    ],
    analytic: true,
    partials: [(m, [, n]) => m.call("ldexp", m.num(1), n), "inactive"],
    errno: true,
  }),
  scalbln: rule<2>({
    names: [
      ...libm("scalbln"),
      ...exact("_FortranAScale4", "fortran", "float"),
      ...exact("_FortranAScale8", "fortran", "double"),
      ...exact("_FortranAScale10", "fortran", "x86_fp80"),
      ...exact("_FortranAScale16", "fortran", "fp128"),
    ],
    args: ["float", "int"],
    domain: [
      [-9, 9],
      [-6, 6],
    ],
    analytic: true,
    partials: [(m, [, n]) => m.call("scalbln", m.num(1), n), "inactive"],
    errno: true,
  }),
};
