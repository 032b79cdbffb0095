/**
 * What is asked for: the gradient of one function with one activity per parameter, and the signature that follows from it.
 */
import type { Function } from "../ir/graph.ts";
import type { FunctionType, Type, TypeTable } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { type GivenMarks, marksOfUsers, type MarkUse } from "../analysis/marks.ts";
import type { AreApart } from "../analysis/roots.ts";

/**
 * How a parameter takes part: "const" not at all; "dup" a pointer whose shadow follows it; "dupnoneed" the same, where the
 * caller does not need the primal values; "out" a float whose derivative is returned.
 */
export type ParamActivity = "const" | "dup" | "dupnoneed" | "out";

/**
 * Parameters, by index, that the caller has found to point to memory apart from all else that is accessed; those whose shadows do; and
 * two and two of which nothing that is written is accessed through both, where of others nothing is known.
 */
export interface ApartParams {
  readonly primal: ReadonlySet<number>;
  readonly shadow: ReadonlySet<number>;
  readonly pairs: readonly (readonly [number, number])[];
}

/** What {@link ApartParams} says of the parameters `primal`. */
export function areApart(
  { primal: alone, pairs }: ApartParams,
  primal: readonly Value[],
): AreApart {
  const isOne = (value: Value): boolean => alone.has(primal.indexOf(value));
  return (x, y) => {
    if (isOne(x) || isOne(y)) return true;
    return pairs.some(([i, j]) => {
      const [a, b] = [primal[i], primal[j]];
      return (a === x && b === y) || (a === y && b === x);
    });
  };
}

/** One gradient. Two requests with equal specs share one generated function. */
export interface GradientSpec {
  readonly primal: Function;
  /** Name of the generated function. */
  readonly name: string;
  /** One per parameter of the primal. */
  readonly params: readonly ParamActivity[];
  /** The return value has a seed, which is then the last parameter. */
  readonly returnActive: boolean;
  /** Several derivatives are stored through a first parameter: how C returns a struct depends on the platform, a pointer does not. */
  readonly resultInMemory: boolean;
  /** The primal's own result comes before the derivatives. */
  readonly primalReturn?: boolean;
  /** How many gradients at once: so many shadows of each pointer, seeds and derivatives; 1 when absent. */
  readonly width?: number;
  /** What is known of the memory given and got, where marks are to tell at run time what bytes hold (analysis/marks.ts). */
  readonly marks?: GivenMarks;
  /** What the caller has checked. */
  readonly apart?: ApartParams;
}

/** The same, with marks for memory of which only the run shows what it holds. Several gradients at once have none, nor has a target whose pointers are not of 64 bits: the checks are made for those. */
export function withMarks<S extends GradientSpec>(spec: S, use: MarkUse): S {
  const isWide = spec.primal.module.layout.pointerBits(0) === 64;
  if (use === "none" || widthOf(spec) > 1 || !isWide) return spec;
  return { ...spec, marks: marksOfUsers(spec.primal, use) };
}

/** How many gradients the spec asks for at once. */
export function widthOf({ width = 1 }: GradientSpec): number {
  return width;
}

/** True for the two activities that come with a shadow. */
export function hasShadow(activity: ParamActivity | undefined): boolean {
  return activity === "dup" || activity === "dupnoneed";
}

/** What users of the field expect of an unmarked parameter: floats are returned, pointers have shadows, the rest is constant. */
export function defaultActivity(type: Type): ParamActivity {
  if (type.kind === "pointer") return "dup";
  return carriesFloat(type) ? "out" : "const";
}

/** The types of the derivatives that are returned, in order of the parameters: arrays where there are several gradients. */
export function derivativeTypes(spec: GradientSpec): readonly Type[] {
  const { primal, params } = spec;
  const width = widthOf(spec);
  const own = primal.functionType.params.filter((_, i) => params[i] === "out");
  if (width === 1) return own;
  return own.map((type) => primal.module.types.array(type, width));
}

/** The types of all that is returned: the primal's result where it is asked for, then the derivatives. */
export function resultTypes(spec: GradientSpec): readonly Type[] {
  const { ret } = spec.primal.functionType;
  const own = spec.primalReturn === true && ret.kind !== "void" ? [ret] : [];
  return [...own, ...derivativeTypes(spec)];
}

/** True when the derivatives go through a pointer: there are several, and the spec asks for it. */
export function returnsInMemory(spec: GradientSpec): boolean {
  return spec.resultInMemory && resultTypes(spec).length > 1;
}

/**
 * The type of the generated function: the primal's parameters in order, each with a shadow followed by it, then the seed of the
 * return value where that is active (as many shadows and seeds as the width says). It returns nothing, the one result, or a struct of them, which goes through a pointer
 * before all other parameters where {@link returnsInMemory}.
 */
export function gradientType(spec: GradientSpec, types: TypeTable): FunctionType {
  const { primal } = spec;
  const params = [...shadowedTypes(spec)];
  if (spec.returnActive) params.push(...lanes(spec, primal.functionType.ret));
  const results = resultTypes(spec);
  const [only] = results;
  if (only === undefined) return types.fn(types.void, params);
  if (results.length === 1) return types.fn(only, params);
  const all = types.struct(results);
  if (!spec.resultInMemory) return types.fn(all, params);
  return types.fn(types.void, [types.pointerTo(all), ...params]);
}

/** The types of the parameters, each with those of its shadows behind it. */
export function shadowedTypes(spec: GradientSpec): readonly Type[] {
  return spec.primal.functionType.params.flatMap((type, i) =>
    hasShadow(spec.params[i]) ? [type, ...lanes(spec, type)] : [type],
  );
}

/** The type once for each gradient. */
export function lanes(spec: GradientSpec, type: Type): readonly Type[] {
  return Array.from({ length: widthOf(spec) }, () => type);
}
