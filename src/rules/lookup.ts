/**
 * From the name of a called function to its row, and from a row to the name to call.
 */
import type { Callee } from "./algebra.ts";
import { type ArithOpcode, arithOpcodes } from "./arith.ts";
import type { Rule } from "./rule.ts";
import type { Family, FloatKind, Kind, Param, Shape, Spelling } from "./spelling.ts";
import { ruleNamed, rules } from "./table.ts";

/** The lanes of a vector call. */
export interface Lanes {
  readonly count: number;
  readonly scalable: boolean;
}

/** What the name of a callee says. */
export interface Match {
  readonly rule: Rule;
  readonly family: Family;
  /** The kind of the first floating-point type in the name. "long double": the target decides. */
  readonly kind: Kind;
  /** Missing for a scalar. */
  readonly vector?: Lanes;
  /** What each operand of the call is, and where the outputs are. */
  readonly shape: Shape;
  /** The call may write errno (and nothing else, except through the pointers in `shape`). */
  readonly errno: boolean;
}

interface Entry {
  readonly rule: Rule;
  readonly spelling: Spelling;
}

/** Intrinsics whose overload is a vector reduction; their reverse is a pass's business, not a row's. */
export const structural: ReadonlySet<string> = new Set(
  ["fadd", "fmul", "fmax", "fmin", "fmaximum", "fminimum"].flatMap((op) => [
    `llvm.vector.reduce.${op}`,
    `llvm.experimental.vector.reduce.${op}`,
    `llvm.vp.reduce.${op}`,
  ]),
);

const kinds: Readonly<Record<string, FloatKind>> = {
  f16: "half",
  bf16: "bfloat",
  f32: "float",
  f64: "double",
  f80: "x86_fp80",
  f128: "fp128",
  ppcf128: "ppc_fp128",
};

const typeSuffix = /^(?:nxv(\d+)|v(\d+))?(f16|bf16|f32|f64|f80|f128|ppcf128|i\d+)$/;

const exactNames = new Map<string, Entry>();
const mangledNames = new Map<string, Entry>();

function index(): void {
  for (const rule of rules) {
    for (const spelling of rule.names) {
      (spelling.kind === "mangled" ? mangledNames : exactNames).set(spelling.text, {
        rule,
        spelling,
      });
    }
  }
}

function shapeOf({ rule, spelling }: Entry): Shape {
  return spelling.shape ?? { params: rule.args.map((_, i) => ({ arg: i })), returns: { out: 0 } };
}

/** A name taken apart: `llvm.sin.v4f64` is base `llvm.sin`, types `[v4f64]`. */
function split(name: string): { readonly base: string; readonly types: readonly string[] } {
  const parts = name.split(".");
  let end = parts.length;
  while (end > 1 && typeSuffix.test(parts[end - 1] ?? "")) end--;
  return { base: parts.slice(0, end).join("."), types: parts.slice(end) };
}

/** The kind and the lanes that the type suffixes say, or undefined where they name no float. */
function readTypes(
  types: readonly string[],
): { readonly kind: FloatKind; readonly vector?: Lanes } | undefined {
  for (const text of types) {
    const m = typeSuffix.exec(text);
    const kind = kinds[m?.[3] ?? ""];
    if (m === null || kind === undefined) continue;
    const count = m[1] ?? m[2];
    if (count === undefined) return { kind };
    return { kind, vector: { count: Number(count), scalable: m[1] !== undefined } };
  }
  return undefined;
}

const isArith = (name: string): name is ArithOpcode =>
  (arithOpcodes as readonly string[]).includes(name);

/** What stands behind the operands in the forms that LLVM derives from an operation. */
const derived: readonly { readonly prefix: string; readonly extra: readonly Param[] }[] = [
  {
    prefix: "llvm.experimental.constrained.",
    extra: [{ extra: "rounding" }, { extra: "exceptions" }],
  },
  { prefix: "llvm.vp.", extra: [{ extra: "mask" }, { extra: "length" }] },
];

/** Constrained operations that have no rounding operand. */
const unrounded: ReadonlySet<string> = new Set([
  ..."fptosi fptoui fpext ceil floor lround llround maxnum minnum maximum minimum round roundeven trunc".split(
    " ",
  ),
]);

function derivedForm(
  base: string,
): { readonly entry: Entry; readonly extra: readonly Param[] } | undefined {
  for (const { prefix, extra } of derived) {
    if (!base.startsWith(prefix)) continue;
    const written = base.slice(prefix.length);
    const operation = written === "roundtozero" ? "trunc" : written;
    const spelling: Spelling = { text: base, family: "intrinsic", kind: "mangled" };
    const found = mangledNames.get(`llvm.${operation}`);
    const entry = isArith(operation) ? { rule: ruleNamed(operation), spelling } : found;
    if (entry === undefined) return undefined;
    const constrained = prefix !== "llvm.vp.";
    return { entry, extra: constrained && unrounded.has(operation) ? extra.slice(1) : extra };
  }
  return undefined;
}

/** Integer operands of these are taken as i32 by the derivative, so that wider ones have no row. */
function integerTooWide(rule: Rule, types: readonly string[]): boolean {
  const live = rule.outputs.some((o) => o.partials.some((p) => p !== "inactive"));
  if (!live || !rule.args.includes("int")) return false;
  return types.some((t) => /i\d+$/.test(t) && Number(/i(\d+)$/.exec(t)?.[1]) > 32);
}

function lookupMangled(name: string): Match | undefined {
  const { base, types } = split(name);
  const plain = mangledNames.get(base);
  const form = plain === undefined ? derivedForm(base) : { entry: plain, extra: [] };
  const read = readTypes(types);
  if (form === undefined || read === undefined || integerTooWide(form.entry.rule, types)) {
    return undefined;
  }
  const shape = shapeOf(form.entry);
  return {
    rule: form.entry.rule,
    family: form.entry.spelling.family,
    ...read,
    shape: { params: [...shape.params, ...form.extra], returns: shape.returns },
    errno: false,
  };
}

/**
 * The row of the function that IR calls `name` (without the `@`), or undefined when there is none.
 * The name alone decides: the caller must see to it that the function has no body of its own.
 */
export function lookup(name: string): Match | undefined {
  if (!answered.has(name)) answered.set(name, find(name));
  return answered.get(name);
}

/** A pass asks for the same few names at every call; taking a name apart is dear. */
const answered = new Map<string, Match | undefined>();

function find(name: string): Match | undefined {
  if (exactNames.size === 0) index();
  const entry = exactNames.get(name);
  if (entry === undefined) return name.startsWith("llvm.") ? lookupMangled(name) : undefined;
  const { rule, spelling } = entry;
  if (spelling.kind === "mangled") return undefined;
  return {
    rule,
    family: spelling.family,
    kind: spelling.kind,
    shape: shapeOf(entry),
    errno: spelling.family === "libm" && rule.errno,
  };
}

/** The row of an instruction, or undefined when its opcode is not arithmetic on floats. */
export function arithRule(opcode: string): Rule | undefined {
  return isArith(opcode) ? ruleNamed(opcode) : undefined;
}

/** What decides a name beside the function: the platform's C library. */
export interface Platform {
  /** What `long double` is; x86_fp80 on x86-64 Linux, fp128 on AArch64 Linux. */
  readonly longDouble: "double" | "x86_fp80" | "fp128" | "ppc_fp128";
}

const x86Linux: Platform = { longDouble: "x86_fp80" };

/** Functions that every LLVM from 14 on lowers from the intrinsic of the same name. */
const everywhereIntrinsic: ReadonlySet<Callee> = new Set([
  "sin",
  "cos",
  "exp",
  "exp2",
  "log",
  "sqrt",
  "fabs",
  "copysign",
  "rint",
  "pow",
] as const);

/** Functions that LLVM lowers without a library, so that the C library's fp128 name is not needed. */
const inlineAlways: ReadonlySet<Callee> = new Set(["fabs", "copysign"] as const);

const mangling: Readonly<Record<FloatKind, string>> = {
  half: "f16",
  bfloat: "bf16",
  float: "f32",
  double: "f64",
  x86_fp80: "f80",
  fp128: "f128",
  ppc_fp128: "ppcf128",
};

function intrinsicName(fn: string, kind: FloatKind, vector: Lanes | undefined): string {
  const lanes = vector === undefined ? "" : `${vector.scalable ? "nxv" : "v"}${vector.count}`;
  return `llvm.${fn}.${lanes}${mangling[kind]}${fn === "powi" ? ".i32" : ""}`;
}

/** The C name; undefined for kinds that C has no functions of. */
function libmName(fn: Callee, kind: FloatKind, platform: Platform): string | undefined {
  if (fn === "cyl_bessel_i0" || fn === "cyl_bessel_i1") return undefined;
  if (kind === "double") return fn;
  if (kind === "float") return `${fn}f`;
  if (kind === platform.longDouble) return `${fn}l`;
  return kind === "fp128" ? `${fn}f128` : undefined;
}

function libdeviceName(fn: Callee, kind: FloatKind): string | undefined {
  if (fn === "scalbln") return undefined;
  if (kind === "double") return `__nv_${fn}`;
  return kind === "float" ? `__nv_${fn}f` : undefined;
}

const ocmlNames: Partial<Record<Callee, string | undefined>> = {
  powi: "pown",
  cyl_bessel_i0: "i0",
  cyl_bessel_i1: "i1",
  jn: undefined,
  yn: undefined,
  scalbln: undefined,
};

function ocmlName(fn: Callee, kind: FloatKind): string | undefined {
  const name = fn in ocmlNames ? ocmlNames[fn] : fn;
  if (name === undefined) return undefined;
  const bits: Partial<Record<FloatKind, string>> = { half: "f16", float: "f32", double: "f64" };
  const suffix = bits[kind];
  return suffix === undefined ? undefined : `__ocml_${name}_${suffix}`;
}

function hostName(
  fn: Callee,
  kind: FloatKind,
  vector: Lanes | undefined,
  platform: Platform,
): string | undefined {
  // llvm.powi becomes a call to compiler-rt (__powidf2), which has every kind.
  if (fn === "powi") return intrinsicName(fn, kind, vector);
  // LLVM lowers fp128 math to the `l` names, which are another type where long double is x86_fp80.
  const misnamed = kind === "fp128" && platform.longDouble !== "fp128" && !inlineAlways.has(fn);
  if (everywhereIntrinsic.has(fn) && !misnamed) return intrinsicName(fn, kind, vector);
  return vector === undefined ? libmName(fn, kind, platform) : undefined;
}

/**
 * How a derivative calls the function `fn` in code of family `family`, or undefined when that family
 * has no such function at this kind (then the caller computes in a wider kind, or lane by lane for a
 * vector, or refuses).
 * @param kind the kind of the operands; half and bfloat have intrinsics only
 * @param vector the lanes; only intrinsics have vector forms
 */
export function spelling(
  fn: Callee,
  kind: FloatKind,
  family: Family,
  vector?: Lanes,
  platform: Platform = x86Linux,
): string | undefined {
  if (inlineAlways.has(fn)) return intrinsicName(fn, kind, vector);
  switch (family) {
    case "libdevice":
    case "nvvm":
      return vector === undefined ? libdeviceName(fn, kind) : undefined;
    case "ocml":
    case "amdgcn":
      return vector === undefined ? ocmlName(fn, kind) : undefined;
    case "libm":
    case "intrinsic":
    case "fortran":
      return hostName(fn, kind, vector, platform);
  }
}
