/** The markers of the call grammar: what each word means, and which values of a call are markers. */
import { MetadataText } from "../../ir/constants.ts";
import { GlobalVariable } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import type { ParamActivity } from "../spec.ts";
import { sourceOf } from "./origin.ts";

/** Words that say something of the whole call and take no value. */
export type Flag =
  | "primal_return"
  | "not_overwritten"
  | "runtime_activity"
  | "strong_zero"
  | "nofree"
  | "interleave";

/** How the return value takes part: not at all, seeded with 1, or with a shadow of its own. */
export type ReturnWord = "const" | "active" | "dup";

/** What a marker asks for. */
export type Meaning =
  | { readonly kind: "activity"; readonly activity: ParamActivity; readonly strided: boolean }
  | { readonly kind: "return"; readonly ret: ReturnWord }
  | { readonly kind: "number"; readonly what: "width" | "allocated" | "byref" }
  | { readonly kind: "tape" }
  | { readonly kind: "flag"; readonly flag: Flag };

/** A marker in a call: its word without the prefix, and how the program spells it. */
export interface Marker {
  readonly word: string;
  readonly spelled: string;
  /** Undefined for a word that no marker has. */
  readonly meaning: Meaning | undefined;
}

const activity = (word: ParamActivity, strided = false): Meaning => ({
  kind: "activity",
  activity: word,
  strided,
});
const flag = (word: Flag): Meaning => ({ kind: "flag", flag: word });

/** Every marker by its word. */
export const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["const", activity("const")],
  ["dup", activity("dup")],
  ["dupnoneed", activity("dupnoneed")],
  ["out", activity("out")],
  ["dupv", activity("dup", true)],
  ["dupnoneedv", activity("dupnoneed", true)],
  ["noret", { kind: "return", ret: "const" }],
  ["const_return", { kind: "return", ret: "const" }],
  ["active_return", { kind: "return", ret: "active" }],
  ["dup_return", { kind: "return", ret: "dup" }],
  ["width", { kind: "number", what: "width" }],
  ["allocated", { kind: "number", what: "allocated" }],
  ["byref", { kind: "number", what: "byref" }],
  ["tape", { kind: "tape" }],
  ["primal_return", flag("primal_return")],
  ["not_overwritten", flag("not_overwritten")],
  ["runtime_activity", flag("runtime_activity")],
  ["strong_zero", flag("strong_zero")],
  ["nofree", flag("nofree")],
  ["interleave", flag("interleave")],
]);

/** `enzyme_const`, as a C variable, a Fortran common or module variable, or a static member of C++. */
const spelling = /^(?:_QM\w+?E|_QFE|_ZL?\d+)?((?:enzyme|tsad)_([a-z_]+?))_?$/;

/**
 * The marker that a value of a call is: a variable of such a name, its address or what is loaded from it, or a metadata string. Null for
 * any other value.
 */
export function markerOf(value: Value | undefined): Marker | null {
  const spelled = spelledBy(value);
  const match = spelled === null ? null : spelling.exec(spelled);
  if (match === null) return null;
  const [, name = "", word = ""] = match;
  return { word, spelled: name, meaning: meanings.get(word) };
}

function spelledBy(value: Value | undefined): string | null {
  if (value === undefined) return null;
  if (value instanceof MetadataText) return /^!"(\w+)"$/.exec(value.text)?.[1] ?? null;
  const { global } = sourceOf(value);
  return global instanceof GlobalVariable ? global.name : null;
}
