/**
 * What is asked for of a function that a differentiated function calls: an augmented primal and a reverse function, and the types
 * of the two that follow from it.
 */
import type { FunctionType, Type, TypeTable } from "../ir/types.ts";
import { printValue } from "../ir/print/printer.ts";
import type { Value } from "../ir/value.ts";
import { type GradientSpec, gradientType, lanes, shadowedTypes, widthOf } from "./spec.ts";

/** The spec of a pair. Two calls with equal keys share one pair. */
export interface UnitSpec extends GradientSpec {
  /** The result is a pointer to memory that may be active, so it comes with a shadow. */
  readonly returnsShadow: boolean;
  /** Parameters with a shadow that may be the pointer itself, which then is one to inactive memory. */
  readonly mixed: readonly boolean[];
  /** Those of them where a derivative would be lost without a shadow, so that the run must look; absent for none. */
  readonly checked?: readonly boolean[];
  /** The addresses of functions that are given for certain: what is called through them is known. Null for other parameters. */
  readonly code?: readonly (Value | null)[];
}

/** The pair of functions of one spec. */
export interface Pair<F> {
  readonly spec: UnitSpec;
  /** Takes what {@link augmentedType} says. */
  readonly augmented: F;
  /** Takes the record that the augmented primal gave, which it frees, and the seed of the result where that is active. */
  readonly reverse: F;
}

function markKey({ marks }: UnitSpec): string {
  return marks === undefined ? "" : [marks.use, ...marks.known].join(" ");
}

/** What tells specs apart. */
export function unitKey(spec: UnitSpec): string {
  const params = spec.params.map((word, i) => {
    const code = spec.code?.[i] ?? null;
    const given = code === null ? "" : `=${printValue(code)}`;
    return `${word}${spec.mixed[i] === true ? "?" : ""}${spec.checked?.[i] === true ? "!" : ""}${given}`;
  });
  return [
    spec.primal.name,
    ...params,
    spec.returnActive,
    spec.returnsShadow,
    widthOf(spec),
    markKey(spec),
  ].join(" ");
}

/** The type of a function with both sweeps: parameters and shadows, the seed where there is one, and the list of buried memory. */
export function sweepsType(spec: UnitSpec, types: TypeTable, bytes: Type): FunctionType {
  const { params, ret } = gradientType(spec, types);
  return types.fn(ret, [...params, bytes]);
}

/**
 * The augmented primal: parameters, each with its shadow behind it, and the list of buried memory; returns a struct of the record,
 * the primal's result and the result's shadow, as far as there are such.
 */
export function augmentedType(spec: UnitSpec, types: TypeTable, bytes: Type): FunctionType {
  const { ret } = spec.primal.functionType;
  const results: Type[] = [bytes];
  if (ret.kind !== "void") results.push(ret);
  if (spec.returnsShadow) results.push(...lanes(spec, ret));
  return types.fn(types.struct(results), [...shadowedTypes(spec), bytes]);
}

/** The reverse function: the record, then the seed; returns the derivatives of scalars as a gradient does. */
export function reverseType(spec: UnitSpec, types: TypeTable, bytes: Type): FunctionType {
  const seed = spec.returnActive ? lanes(spec, spec.primal.functionType.ret) : [];
  return types.fn(gradientType(spec, types).ret, [bytes, ...seed]);
}
