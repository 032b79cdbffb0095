/** Rows of functions that take a number apart: fraction and exponent, whole and fractional part, quotient. */
import { multi, rule, type Unnamed } from "./rule.ts";
import { everywhere, exact, intrinsic, libm, ocml, type Shape } from "./spelling.ts";

const second: Shape = { params: [{ arg: 0 }, { out: 1 }], returns: { out: 0 } };
const fields: Shape = { params: [{ arg: 0 }], returns: { fields: [0, 1] } };
const offWhole = ([x]: readonly [number]): boolean => Math.abs(x - Math.round(x)) > 0.05;

/** x / 2^e has slope 2^-e, which is r/x; both are exact. */
const fraction = {
  domain: [[0.3, 9]],
  where: ([x]: readonly [number]) => Math.abs(Math.log2(x) - Math.round(Math.log2(x))) > 0.05,
  analytic: false,
} as const;

/** Rows of functions that take a number apart. */
export const parts: Readonly<Record<string, Unnamed>> = {
  frexp: multi<1>({
    ...fraction,
    names: [...everywhere("frexp", second), ...intrinsic("frexp", fields)],
    outputs: [
      {
        name: "fraction",
        type: "float",
        partials: [(m, [x], r) => m.select(m.eq(x, m.num(0)), m.num(1), m.div(r, x))],
      },
      { name: "exponent", type: "int", partials: ["inactive"] },
    ],
    at: [
      { x: [0], partials: [1], why: "0 has exponent 0" },
      { x: [4], partials: [0.125], why: "at a power of two, the slope from above" },
    ],
  }),
  significand: rule<1>({
    ...fraction,
    names: [
      ...libm("significand"),
      ...exact("_FortranAFraction4", "fortran", "float"),
      ...exact("_FortranAFraction8", "fortran", "double"),
      ...exact("_FortranAFraction10", "fortran", "x86_fp80"),
      ...exact("_FortranAFraction16", "fortran", "fp128"),
      ...intrinsic("amdgcn.frexp.mant"),
    ],
    partials: [(m, [x], r) => m.select(m.eq(x, m.num(0)), m.num(1), m.div(r, x))],
    at: [{ x: [0], partials: [1], why: "0 has exponent 0" }],
  }),
  // |x| 2^(digits - e), the reciprocal of the relative spacing
  rrspacing: rule<1>({
    ...fraction,
    names: [
      ...exact("_FortranARRSpacing4", "fortran", "float"),
      ...exact("_FortranARRSpacing8", "fortran", "double"),
      ...exact("_FortranARRSpacing10", "fortran", "x86_fp80"),
      ...exact("_FortranARRSpacing16", "fortran", "fp128"),
    ],
    partials: [(m, [x], r) => m.div(r, x)],
    singular: true,
    at: [
      { x: [4], partials: [2 ** 50], why: "at a power of two, the slope from above" },
      { x: [0], partials: [Number.NaN], why: "0/0: no spacing is relative to 0" },
    ],
  }),
  modf: multi<1>({
    names: [...everywhere("modf", second), ...intrinsic("modf", fields)],
    domain: [[-9, 9]],
    where: offWhole,
    analytic: false,
    outputs: [
      { name: "fraction", type: "float", partials: [(m) => m.num(1)] },
      { name: "whole", type: "float", partials: ["inactive"] },
    ],
    at: [
      { x: [2], partials: [1], why: "the slope from either side; the jump has none" },
      { x: [Number.NaN], partials: [1], why: "the value is NaN whatever the slope is" },
    ],
  }),
  // x - floor(x), and floor(x)
  fractWhole: multi<1>({
    names: ocml("fract", second),
    domain: [[-9, 9]],
    where: offWhole,
    analytic: false,
    outputs: [
      { name: "fraction", type: "float", partials: [(m) => m.num(1)] },
      { name: "whole", type: "float", partials: ["inactive"] },
    ],
    at: [{ x: [2], partials: [1], why: "the slope from either side; the jump has none" }],
  }),
  remquo: multi<2>({
    names: everywhere("remquo", {
      params: [{ arg: 0 }, { arg: 1 }, { out: 1 }],
      returns: { out: 0 },
    }),
    domain: [
      [-20, 20],
      [0.5, 4],
    ],
    where: ([x, y]) => Math.abs(x / y + 0.5 - Math.round(x / y + 0.5)) > 0.1,
    analytic: false,
    outputs: [
      {
        name: "remainder",
        type: "float",
        partials: [(m) => m.num(1), (m, [x, y], r) => m.neg(m.call("rint", m.div(m.sub(x, r), y)))],
      },
      { name: "quotient", type: "int", partials: ["inactive", "inactive"] },
    ],
    errno: true,
    singular: true,
    at: [
      { x: [5, 2], partials: [1, -2], why: "a tie goes to the even multiple, as the value does" },
    ],
  }),
};
