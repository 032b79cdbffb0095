/**
 * How a mathematical function is written in IR: the names that each library gives it, and where a
 * call of that name has its arguments and leaves its outputs.
 */

/** The floating-point types of LLVM. */
export type FloatKind = "half" | "bfloat" | "float" | "double" | "x86_fp80" | "fp128" | "ppc_fp128";

/** The kind a name stands for; C's `long double` is one of several, by target. */
export type Kind = FloatKind | "long double";

/** The library that a name belongs to. Derivatives call functions of the same library. */
export type Family = "libm" | "intrinsic" | "libdevice" | "nvvm" | "ocml" | "amdgcn" | "fortran";

/** What an operand of a call is. "extra": has no part in the mathematics. */
export type Param =
  | { readonly arg: number }
  /** a pointer through which output `out` is written */
  | { readonly out: number }
  | { readonly extra: "rounding" | "exceptions" | "mask" | "length" | "source" | "flag" };

/** Where the arguments and the outputs of a call are. */
export interface Shape {
  readonly params: readonly Param[];
  /** output `out` is the result; or the result is a struct whose field i is output `fields[i]` */
  readonly returns: "nothing" | { readonly out: number } | { readonly fields: readonly number[] };
}

/** One way to write a function. */
export interface Spelling {
  /** The whole name; for a mangled one the part before the type suffix (`llvm.sin`). */
  readonly text: string;
  readonly family: Family;
  /** "mangled": the suffix of the name says it. */
  readonly kind: Kind | "mangled";
  /** Missing: all arguments in order, the result is output 0. */
  readonly shape?: Shape;
}

function spell(text: string, family: Family, kind: Kind | "mangled", shape?: Shape): Spelling {
  return shape === undefined ? { text, family, kind } : { text, family, kind, shape };
}

/** One exact name. */
export function exact(text: string, family: Family, kind: Kind, shape?: Shape): Spelling[] {
  return [spell(text, family, kind, shape)];
}

/** The C functions that flang's run-time library wraps for REAL(16): `_FortranASinF128`. */
const fortranQuad: ReadonlySet<string> = new Set(
  (
    "acos acosh asin asinh atan atan2 atanh ceil cos cosh erf erfc exp floor fma hypot j0 j1 jn lgamma " +
    "llrint llround log log10 lrint lround nearbyint nextafter pow remainder rint round sin sinh sqrt tan tanh tgamma trunc y0 y1 yn"
  ).split(" "),
);

const quadName = (base: string): string =>
  `_FortranA${base.slice(0, 1).toUpperCase()}${base.slice(1)}F128`;

/**
 * The C names of a function: `sin sinf sinl`, the interchange forms of ISO/IEC TS 18661-3
 * (`sinf32 sinf64 sinf32x sinf64x sinf128`) and glibc's `__sin_finite` of -ffast-math.
 */
export function libm(base: string, shape?: Shape): Spelling[] {
  const suffixes: readonly (readonly [string, Kind])[] = [
    ["", "double"],
    ["f", "float"],
    ["l", "long double"],
    ["f32", "float"],
    ["f64", "double"],
    ["f32x", "double"],
    ["f64x", "long double"],
    ["f128", "fp128"],
  ];
  const finite: readonly (readonly [string, Kind])[] = [
    ["", "double"],
    ["f", "float"],
    ["l", "long double"],
    ["f128", "fp128"],
  ];
  return [
    ...(fortranQuad.has(base) ? [spell(quadName(base), "fortran", "fp128", shape)] : []),
    ...suffixes.map(([s, kind]) => spell(base + s, "libm", kind, shape)),
    ...finite.map(([s, kind]) => spell(`__${base}${s}_finite`, "libm", kind, shape)),
  ];
}

/** `llvm.NAME.<types>`, and AMD's overloaded ones (`llvm.amdgcn.NAME.<types>`); the forms `llvm.vp.NAME` and `llvm.experimental.constrained.NAME` follow from it. */
export function intrinsic(base: string, shape?: Shape): Spelling[] {
  const family = base.startsWith("amdgcn.") ? "amdgcn" : "intrinsic";
  return [spell(`llvm.${base}`, family, "mangled", shape)];
}

/** libdevice: `__nv_NAME` and `__nv_NAMEf`. */
export function libdevice(base: string, shape?: Shape): Spelling[] {
  return [
    spell(`__nv_${base}`, "libdevice", "double", shape),
    spell(`__nv_${base}f`, "libdevice", "float", shape),
  ];
}

/** libdevice's fast single-precision form: `__nv_fast_NAMEf`. */
export function fast(base: string): Spelling[] {
  return [spell(`__nv_fast_${base}f`, "libdevice", "float")];
}

/** libdevice's forms with a fixed rounding: `__nv_NAME_rn`, `_rz`, `_ru`, `_rd`. */
export function rounded(base: string, kind: "float" | "double"): Spelling[] {
  return ["rn", "rz", "ru", "rd"].map((r) => spell(`__nv_${base}_${r}`, "libdevice", kind));
}

/**
 * NVVM intrinsics: with a letter for the type (`llvm.nvvm.NAME.f`, `.ftz.f`, `.d`), and with LLVM's own suffix where
 * they are overloaded or exist in half precision (`llvm.nvvm.NAME.f16`, `.ftz.f32`).
 */
export function nvvm(...bases: readonly string[]): Spelling[] {
  return bases.flatMap((base) => [
    spell(`llvm.nvvm.${base}.f`, "nvvm", "float"),
    spell(`llvm.nvvm.${base}.ftz.f`, "nvvm", "float"),
    spell(`llvm.nvvm.${base}.d`, "nvvm", "double"),
    spell(`llvm.nvvm.${base}`, "nvvm", "mangled"),
    spell(`llvm.nvvm.${base}.ftz`, "nvvm", "mangled"),
  ]);
}

/** AMD's device library: `__ocml_NAME_f16`, `_f32`, `_f64`. */
export function ocml(base: string, shape?: Shape): Spelling[] {
  return [
    spell(`__ocml_${base}_f16`, "ocml", "half", shape),
    spell(`__ocml_${base}_f32`, "ocml", "float", shape),
    spell(`__ocml_${base}_f64`, "ocml", "double", shape),
  ];
}

/** The name in C, in libdevice and in ocml, where all three agree. */
export function everywhere(base: string, shape?: Shape): Spelling[] {
  return [...libm(base, shape), ...libdevice(base, shape), ...ocml(base, shape)];
}

/** As `everywhere`, and an LLVM intrinsic of the same name. */
export function universal(base: string, shape?: Shape): Spelling[] {
  return [...intrinsic(base, shape), ...everywhere(base, shape)];
}
