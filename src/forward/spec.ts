/**
 * What is asked for: the tangent of one function with one activity per parameter, and the signature that follows from it.
 */
import { attributeValue } from "../ir/attributes.ts";
import type { Argument, Function } from "../ir/graph.ts";
import type { FunctionType, Type, TypeTable } from "../ir/types.ts";

/**
 * How a parameter takes part: "const" not at all; "dup" a value with a tangent, or a pointer whose shadow follows it; "dupnoneed" the
 * same, where the caller does not need the primal; "maybe" a pointer whose shadow is the pointer itself where its memory is inactive.
 */
export type TangentActivity = "const" | "dup" | "dupnoneed" | "maybe";

/** One function in forward mode. Two requests with equal specs share one generated function. */
export interface ForwardSpec {
  readonly primal: Function;
  /** Name of the generated function. */
  readonly name: string;
  /** One per parameter of the primal. */
  readonly params: readonly TangentActivity[];
  /** How many directions are taken at once; with more than one, every tangent is an array of so many. */
  readonly width: number;
  /** Callers may leave floats where integers are read, or pass the bits of some: it is to be found when the program runs. */
  readonly checksBits: boolean;
  /** What of the return value is returned: itself, its tangent, both (a struct in this order) or nothing. */
  readonly returns: { readonly primal: boolean; readonly tangent: boolean };
}

/** Has a parameter of that activity a tangent or a shadow beside it? */
export function hasTangent(activity: TangentActivity | undefined): boolean {
  return activity !== undefined && activity !== "const";
}

/** Narrower integers cannot hold a byte of a float. */
const byteBits = 8;

/**
 * Can a value of the type have a tangent? Floats have one; that of a pointer is its shadow; that of an integer are the bits that stand
 * in shadow memory where the integer stood, because compilers move floats and pointers as integers.
 */
export function canHoldTangent(type: Type): boolean {
  if (type.kind === "vector" || type.kind === "array") return canHoldTangent(type.element);
  if (type.kind === "struct") return (type.fields ?? []).some(canHoldTangent);
  if (type.kind === "int") return type.bits >= byteBits;
  return type.kind === "float" || type.kind === "pointer";
}

/** The type of the tangents of a value, `width` of them. */
export function tangentType(type: Type, width: number, types: TypeTable): Type {
  return width === 1 ? type : types.array(type, width);
}

/** Is the parameter a copy of its own, passed in memory? */
export function isByValue(arg: Argument): boolean {
  return attributeValue(arg.attributes, "byval") !== undefined;
}

/** What the generated function returns, in order. */
export function returnedTypes(spec: ForwardSpec, types: TypeTable): readonly Type[] {
  const { ret } = spec.primal.functionType;
  if (ret.kind === "void") return [];
  return [
    ...(spec.returns.primal ? [ret] : []),
    ...(spec.returns.tangent ? [tangentType(ret, spec.width, types)] : []),
  ];
}

/** The type of the generated function: the primal's parameters in order, each with a tangent followed by it. */
export function forwardType(spec: ForwardSpec, types: TypeTable): FunctionType {
  const params = spec.primal.functionType.params.flatMap((type, i) =>
    hasTangent(spec.params[i]) ? [type, tangentType(type, spec.width, types)] : [type],
  );
  const returned = returnedTypes(spec, types);
  const [only] = returned;
  if (only === undefined) return types.fn(types.void, params);
  return types.fn(returned.length === 1 ? only : types.struct(returned), params);
}
