/**
 * Rows of the instructions whose operands are floating-point values. They are found by opcode, and by
 * name in their constrained (`llvm.experimental.constrained.fadd`) and predicated (`llvm.vp.fadd`) forms.
 */
import { at } from "../support/assert.ts";
import { inactive, rule, type Unnamed } from "./rule.ts";
import { everywhere, exact, fast, intrinsic, libm, ocml, rounded } from "./spelling.ts";

const fortranKinds = ["float", "double", "x86_fp80", "fp128"] as const;
const anywhere: readonly [number, number] = [-9, 9];
const integers: readonly [number, number] = [-9, 9];

/** The opcodes that have a row. */
export const arithOpcodes = [
  "fadd",
  "fsub",
  "fmul",
  "fdiv",
  "frem",
  "fneg",
  "fpext",
  "fptrunc",
  "sitofp",
  "uitofp",
  "fptosi",
  "fptoui",
] as const;

/** An opcode that has a row. */
export type ArithOpcode = (typeof arithOpcodes)[number];

/** libdevice's and NVVM's rounded forms of an operation: `__nv_fadd_rn`, `__nv_dadd_rn`, `llvm.nvvm.add.rn.f`. */
function operation(base: string, nvvm: readonly string[]): ReturnType<typeof rounded> {
  const modes = ["rn", "rz", "rm", "rp"];
  return [
    ...rounded(`f${base}`, "float"),
    ...rounded(`d${base}`, "double"),
    ...nvvm.flatMap((n) =>
      modes.flatMap((mode) => [
        ...exact(`llvm.nvvm.${n}.${mode}.f`, "nvvm", "float"),
        ...exact(`llvm.nvvm.${n}.${mode}.ftz.f`, "nvvm", "float"),
        ...exact(`llvm.nvvm.${n}.${mode}.d`, "nvvm", "double"),
      ]),
    ),
    ...["rte", "rtz", "rtp", "rtn"].flatMap((mode) => ocml(`${base}_${mode}`)),
  ];
}

/**
 * d(x rem y) = dx - n dy, where n = (x - x rem y) / y is a whole number. Rounding takes away the
 * error of the two operations, so n is exact as long as it is below 2^52.
 */
const remainderRow = {
  domain: [
    [-20, 20],
    [0.5, 4],
  ],
  analytic: false,
  partials: [(m) => m.num(1), (m, [x, y], r) => m.neg(m.call("rint", m.div(m.sub(x, r), y)))],
  singular: true,
} satisfies Pick<Parameters<typeof rule<2>>[0], "domain" | "analytic" | "partials" | "singular">;

/** How far x/y is from a multiple of `step`: tests stay away from where n jumps. */
const offMultiples =
  (step: number, offset: number) =>
  ([x, y]: readonly [number, number]): boolean => {
    const q = x / y / step + offset;
    return Math.abs(q - Math.round(q)) > 0.1;
  };

/** Rows by opcode. */
export const arith: Readonly<Record<ArithOpcode, Unnamed>> = {
  fadd: rule<2>({
    names: operation("add", ["add"]),
    domain: [anywhere, anywhere],
    analytic: true,
    partials: [(m) => m.num(1), (m) => m.num(1)],
  }),
  fsub: rule<2>({
    names: operation("sub", ["sub"]),
    domain: [anywhere, anywhere],
    analytic: true,
    partials: [(m) => m.num(1), (m) => m.num(-1)],
  }),
  fmul: rule<2>({
    names: [...operation("mul", ["mul"]), ...intrinsic("amdgcn.fmul.legacy")],
    domain: [anywhere, anywhere],
    analytic: true,
    partials: [(_m, [, y]) => y, (_m, [x]) => x],
  }),
  fdiv: rule<2>({
    names: [
      ...operation("div", ["div"]),
      ...exact("__nv_fdividef", "libdevice", "float"),
      ...fast("fdivide"),
      ...exact("llvm.nvvm.div.approx.f", "nvvm", "float"),
      ...exact("llvm.nvvm.div.approx.ftz.f", "nvvm", "float"),
      ...exact("llvm.nvvm.div.full", "nvvm", "float"),
      ...exact("llvm.nvvm.div.full.ftz", "nvvm", "float"),
      ...exact("llvm.amdgcn.fdiv.fast", "amdgcn", "float"),
    ],
    domain: [anywhere, [0.3, 9]],
    analytic: true,
    partials: [(m, [, y]) => m.div(m.num(1), y), (m, [, y], r) => m.neg(m.div(r, y))],
    singular: true,
    at: [
      {
        x: [1, 0],
        partials: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
        why: "the pole; where the adjoint is exactly 0 the product is 0, so an unused quotient does no harm",
      },
    ],
  }),
  frem: rule<2>({
    ...remainderRow,
    names: [
      ...everywhere("fmod"),
      ...["4", "8", "10", "16"].flatMap((n, i) =>
        exact(`_FortranAModReal${n}`, "fortran", at(fortranKinds, i), {
          params: [{ arg: 0 }, { arg: 1 }, { extra: "source" }, { extra: "source" }],
          returns: { out: 0 },
        }),
      ),
    ],
    where: offMultiples(1, 0),
    errno: true,
    at: [
      { x: [6, 2], partials: [1, -3], why: "at a multiple of y the value from above |x| is taken" },
      { x: [-6, 2], partials: [1, 3], why: "the same for negative x: truncation towards 0" },
      { x: [1, Number.POSITIVE_INFINITY], partials: [1, -0], why: "x rem inf is x" },
    ],
  }),
  fneg: rule<1>({
    names: [],
    domain: [anywhere],
    analytic: true,
    partials: [(m) => m.num(-1)],
  }),
  fpext: rule<1>({
    names: [],
    domain: [anywhere],
    analytic: true,
    partials: [(m) => m.num(1)],
  }),
  fptrunc: rule<1>({
    names: [
      ...rounded("double2float", "double"),
      ...intrinsic("fptrunc.round", {
        params: [{ arg: 0 }, { extra: "rounding" }],
        returns: { out: 0 },
      }),
    ],
    domain: [anywhere],
    analytic: true,
    partials: [(m) => m.num(1)],
  }),
  sitofp: inactive<1>({ names: [], domain: [integers], type: "float", args: ["int"] }),
  uitofp: inactive<1>({ names: [], domain: [[0, 9]], type: "float", args: ["int"] }),
  fptosi: inactive<1>({ names: [], domain: [anywhere], type: "int" }),
  fptoui: inactive<1>({ names: [], domain: [[0, 9]], type: "int" }),
};

/** IEEE remainder: as fmod, with n the nearest whole number. `remquo` gives n's low bits as well. */
export const remainders: Readonly<Record<"remainder", Unnamed>> = {
  remainder: rule<2>({
    ...remainderRow,
    names: [...everywhere("remainder"), ...libm("drem")],
    where: offMultiples(1, 0.5),
    errno: true,
    at: [
      { x: [5, 2], partials: [1, -2], why: "a tie goes to the even multiple, as the value does" },
    ],
  }),
};
