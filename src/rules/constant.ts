/** Rows whose derivative is zero wherever it exists: rounding, exponents, classification. */
import { inactive, type Unnamed } from "./rule.ts";
import {
  everywhere,
  exact,
  intrinsic,
  libdevice,
  libm,
  nvvm,
  ocml,
  universal,
  type Shape,
  type Spelling,
} from "./spelling.ts";

const anywhere: readonly [number, number] = [-9, 9];
const positive: readonly [number, number] = [0.2, 9];

/** Away from where a rounding jumps. */
const offHalves = ([x]: readonly [number]): boolean => Math.abs(2 * x - Math.round(2 * x)) > 0.05;
/** Away from the powers of two, where an exponent jumps. */
const offPowers = ([x]: readonly [number]): boolean =>
  Math.abs(Math.log2(x) - Math.round(Math.log2(x))) > 0.05;

const toWhole = (names: readonly Spelling[]): Unnamed =>
  inactive<1>({ names, domain: [anywhere], type: "float", where: offHalves });
const toInt = (names: readonly Spelling[], errno = false): Unnamed =>
  inactive<1>({ names, domain: [positive], type: "int", errno });

/** Rows of roundings to a whole number. */
export const roundings: Readonly<Record<string, Unnamed>> = {
  floor: toWhole([...universal("floor"), ...nvvm("floor")]),
  ceil: toWhole([...universal("ceil"), ...nvvm("ceil")]),
  trunc: toWhole([...universal("trunc"), ...nvvm("trunc")]),
  rint: toWhole([...universal("rint"), ...nvvm("round")]),
  nearbyint: toWhole(universal("nearbyint")),
  round: toWhole(universal("round")),
  roundeven: toWhole([...intrinsic("roundeven"), ...libm("roundeven")]),
  lround: toInt([...intrinsic("lround"), ...libm("lround")], true),
  llround: toInt([...intrinsic("llround"), ...libm("llround"), ...libdevice("llround")], true),
  lrint: toInt([...intrinsic("lrint"), ...libm("lrint")], true),
  llrint: toInt([...intrinsic("llrint"), ...libm("llrint"), ...libdevice("llrint")], true),
};

const fortranKinds = ["4", "8", "10", "16"] as const;

/** flang's run-time function of every real kind, with the kinds of its integer result where it has them. */
function fortran(base: string, integers: readonly string[] = [""]): Spelling[] {
  const kinds = { "4": "float", "8": "double", "10": "x86_fp80", "16": "fp128" } as const;
  return fortranKinds.flatMap((n) =>
    integers.flatMap((i) => exact(`_FortranA${base}${n}${i}`, "fortran", kinds[n])),
  );
}

/** Rows of exponents and spacings. */
export const exponents: Readonly<Record<string, Unnamed>> = {
  logb: inactive<1>({
    names: everywhere("logb"),
    domain: [positive],
    where: offPowers,
    type: "float",
    errno: true,
  }),
  ilogb: toInt(
    [
      ...everywhere("ilogb"),
      ...libm("llogb"),
      ...fortran("Exponent", ["_4", "_8"]),
      ...intrinsic("amdgcn.frexp.exp"),
    ],
    true,
  ),
  spacing: inactive<1>({
    names: fortran("Spacing"),
    domain: [positive],
    where: offPowers,
    type: "float",
  }),
};

/** `__isnan`, `__isnanf`, `__isnanl` and the names without underscores. */
function classifier(base: string): Spelling[] {
  return ["", "__"].flatMap((prefix) => [
    ...exact(`${prefix}${base}`, "libm", "double"),
    ...exact(`${prefix}${base}f`, "libm", "float"),
    ...exact(`${prefix}${base}l`, "libm", "long double"),
  ]);
}

const withTest: Shape = { params: [{ arg: 0 }, { extra: "flag" }], returns: { out: 0 } };
const compare: Shape = {
  params: [{ arg: 0 }, { arg: 1 }, { extra: "flag" }, { extra: "exceptions" }],
  returns: { out: 0 },
};
const comparePredicated: Shape = {
  params: [{ arg: 0 }, { arg: 1 }, { extra: "flag" }, { extra: "mask" }, { extra: "length" }],
  returns: { out: 0 },
};

/** libdevice's conversions of a float to an integer, by the names of the types. */
function toIntegerConversions(): Spelling[] {
  const targets = ["int", "uint", "ll", "ull"];
  const modes = ["rn", "rz", "ru", "rd"];
  return (["float", "double"] as const).flatMap((from) =>
    targets.flatMap((to) =>
      modes.flatMap((mode) => exact(`__nv_${from}2${to}_${mode}`, "libdevice", from)),
    ),
  );
}

/** libdevice's conversions of an integer to a float. */
function fromIntegerConversions(): Spelling[] {
  const sources = ["int", "uint", "ll", "ull"];
  const modes = ["_rn", "_rz", "_ru", "_rd"];
  return (["float", "double"] as const).flatMap((to) =>
    sources.flatMap((from) =>
      modes.flatMap((mode) => exact(`__nv_${from}2${to}${mode}`, "libdevice", to)),
    ),
  );
}

/** Rows of tests and conversions. */
export const classifications: Readonly<Record<string, Unnamed>> = {
  isnan: toInt([
    ...["isnan", "isinf", "finite", "isfinite", "signbit", "fpclassify", "issignaling"].flatMap(
      classifier,
    ),
    ...["isnan", "isinf", "isfinite", "isnormal", "signbit"].flatMap((n) => ocml(n)),
    ...exact("__nv_isnanf", "libdevice", "float"),
    ...exact("__nv_isinff", "libdevice", "float"),
    ...exact("__nv_finitef", "libdevice", "float"),
    ...exact("__nv_signbitf", "libdevice", "float"),
    ...exact("__nv_isnand", "libdevice", "double"),
    ...exact("__nv_isinfd", "libdevice", "double"),
    ...exact("__nv_isfinited", "libdevice", "double"),
    ...exact("__nv_signbitd", "libdevice", "double"),
  ]),
  fpclass: inactive<1>({
    names: intrinsic("is.fpclass", withTest),
    domain: [anywhere],
    type: "int",
  }),
  fcmp: inactive<2>({
    names: [
      ...intrinsic("experimental.constrained.fcmp", compare),
      ...intrinsic("experimental.constrained.fcmps", compare),
      ...intrinsic("vp.fcmp", comparePredicated),
    ],
    domain: [anywhere, anywhere],
    type: "int",
  }),
  toInteger: toInt([
    ...intrinsic("fptosi.sat"),
    ...intrinsic("fptoui.sat"),
    ...toIntegerConversions(),
  ]),
  fromInteger: inactive<1>({
    names: fromIntegerConversions(),
    domain: [[0, 9]],
    type: "float",
    args: ["int"],
  }),
};
