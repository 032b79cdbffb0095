/** C prototypes of generated gradients. */
import type { FloatKind, FunctionType, Type, VectorType } from "../ir/types.ts";
import { derivativeTypes, type GradientSpec, hasShadow, returnsInMemory } from "./spec.ts";

/** A generated gradient, as its caller sees it. */
export interface GradientSummary {
  readonly spec: GradientSpec;
  readonly type: FunctionType;
  /** Lines of the header in the place of a function's prototype, where it is none that C can call. */
  readonly lines?: (summary: GradientSummary) => readonly string[];
  /** Names of the primal's parameters, as its source has them where that is known. */
  readonly parameterNames: readonly string[];
  /**
   * What each pointer parameter points to, where all accesses agree; null for other parameters and where nothing says it. Asked for
   * only when a header is written, because it takes an analysis.
   */
  readonly pointees: () => readonly (Type | null)[];
}

/** What `tsad grad` made. */
export interface GradientResult {
  readonly gradients: readonly GradientSummary[];
  /** Lines of the header for every function made in another mode. */
  readonly others: readonly (() => readonly string[])[];
}

/** A module's name, for the first line. */
export interface Named {
  readonly file: string;
}

/** A C header with a commented prototype for each gradient; it may be included from C and C++. */
export function renderHeader(result: GradientResult, module: Named): string {
  const guard = `TSAD_${(module.file.split("/").at(-1) ?? "").replace(/\W/g, "_").toUpperCase()}_H`;
  return [
    `/* Derivatives made by tsad from ${module.file.split("/").at(-1) ?? ""}. */`,
    `#ifndef ${guard}`,
    `#define ${guard}`,
    "#include <stdbool.h>",
    "#include <stdint.h>",
    "#ifdef __cplusplus",
    'extern "C" {',
    "#endif",
    ...result.gradients.flatMap((each) => each.lines?.(each) ?? prototype(each)),
    ...result.others.flatMap((lines) => lines()),
    "#ifdef __cplusplus",
    "}",
    "#endif",
    "#endif",
    "",
  ].join("\n");
}

function prototype({ spec, parameterNames, ...summary }: GradientSummary): string[] {
  const pointees = summary.pointees();
  const { primal } = spec;
  const lines: string[] = [];
  const derivatives = derivativeTypes(spec);
  const outs = parameterNames.filter((_, i) => spec.params[i] === "out").map(cName);
  const [only] = derivatives;
  const inMemory = returnsInMemory(spec);
  const struct = `struct ${cName(spec.name)}_result`;
  if (inMemory) {
    const members = derivatives.map((type, i) => `${cType(type)} ${outs[i] ?? `d${i}`};`);
    lines.push(`${struct} { ${members.join(" ")} };`);
  }
  const ret = only === undefined || inMemory ? "void" : cType(only);
  const params = primal.functionType.params.flatMap((type, i) => {
    const name = cName(parameterNames[i] ?? `p${i}`);
    const target = pointees[i] ?? null;
    const own = declared(type, name, target);
    return hasShadow(spec.params[i]) ? [own, declared(type, `d_${name}`, target)] : [own];
  });
  if (spec.returnActive) params.push(`${cType(primal.functionType.ret)} seed`);
  const result = inMemory ? [`${struct} *result`] : [];
  return [
    ...describe(spec, parameterNames),
    ...lines,
    `${ret} ${spec.name}(${[...result, ...params].join(", ") || "void"});`,
  ];
}

function describe(spec: GradientSpec, names: readonly string[]): string[] {
  const shadows = names.filter((_, i) => hasShadow(spec.params[i])).map((n) => `d_${cName(n)}`);
  const outs = names.filter((_, i) => spec.params[i] === "out").map(cName);
  return [
    "",
    `/* Gradient of ${spec.primal.name}.`,
    ...(outs.length === 1 ? [` * Returns the derivative by ${outs.join(", ")}.`] : []),
    ...(outs.length > 1 ? [` * Stores the derivatives by ${outs.join(", ")} in *result.`] : []),
    ...(shadows.length > 0
      ? [` * Adds to the shadows ${shadows.join(", ")}; those of outputs are zero afterwards.`]
      : []),
    ...(spec.returnActive ? [" * seed: the adjoint of the return value, 1 for its gradient."] : []),
    " */",
  ];
}

/** A name that C allows. */
export function cName(name: string): string {
  const safe = name.replace(/\W/g, "_");
  return /^\d/.test(safe) ? `p${safe}` : safe;
}

/** The declaration of a parameter. @param pointee what a pointer points to, where that is known */
export function declared(type: Type, name: string, pointee: Type | null): string {
  if (type.kind !== "pointer") return `${cType(type)} ${name}`;
  return pointee === null ? `${cType(type)}${name}` : `${cType(pointee)} *${name}`;
}

const floats: Readonly<Record<FloatKind, string>> = {
  half: "_Float16",
  bfloat: "__bf16",
  float: "float",
  double: "double",
  x86_fp80: "long double",
  fp128: "__float128",
  ppc_fp128: "long double",
};

/** A vector of two floats is how x86-64 passes a `float _Complex`; others are vectors of the compiler. */
function vectorName({ element, length }: VectorType): string {
  if (element.kind === "float" && element.float === "float" && length === 2)
    return "float _Complex";
  const bytes = element.kind === "float" ? (floatBytes[element.float] ?? 0) * length : 0;
  return `${cType(element)} __attribute__((vector_size(${bytes})))`;
}

const floatBytes: Partial<Record<FloatKind, number>> = { half: 2, bfloat: 2, float: 4, double: 8 };

/** The C type of an IR type; pointers whose target the text does not say are `void *`. */
export function cType(type: Type): string {
  if (type.kind === "float") return floats[type.float];
  if (type.kind === "int") {
    if (type.bits === 1) return "bool";
    return type.bits <= 64 ? `int${Math.max(8, type.bits)}_t` : "__int128";
  }
  if (type.kind === "vector") return vectorName(type);
  if (type.kind !== "pointer") return type.text;
  const isScalar = type.pointee?.kind === "float" || type.pointee?.kind === "int";
  return type.pointee !== null && isScalar ? `${cType(type.pointee)} *` : "void *";
}
