/** What the name of a called function asks for. */
import type { Function } from "../../ir/graph.ts";

/**
 * The forms of the call grammar: "autodiff" combined reverse mode; "fwddiff" forward mode; "augmentfwd" and "reverse" the two halves of
 * split reverse mode; "augmentsize" the size of what the first half keeps for the second; "virtualreverse" the pair of both halves.
 */
export type DerivativeMode =
  | "autodiff"
  | "fwddiff"
  | "augmentfwd"
  | "augmentsize"
  | "reverse"
  | "virtualreverse";

const forms: readonly (readonly [DerivativeMode, RegExp])[] = (
  ["autodiff", "fwddiff", "augmentfwd", "augmentsize", "virtualreverse", "reverse"] as const
).map((mode) => [mode, new RegExp(`__(enzyme|tsad)_${mode}`)] as const);

/** Other words that the field has for what tsad does not do; a call of one must not be taken for an ordinary function. */
const foreign = /__(enzyme|tsad)_(fwdsplit|batch|truncate|integer_like|error_estimate)/;

/**
 * What a call of `fn` asks for: a mode where the name holds one of the grammar, whatever stands before and after it (C++ and Fortran
 * mangle names); "foreign" for a form that tsad does not have; null for any other function. A function with a body is the program's
 * own: a wrapper is often named after what it wraps.
 */
export function requestedBy(fn: Function): DerivativeMode | "foreign" | null {
  if (!fn.isDeclaration || !/__(enzyme|tsad)_/.test(fn.name)) return null;
  if (foreign.test(fn.name)) return "foreign";
  return forms.find(([, name]) => name.test(fn.name))?.[0] ?? null;
}
