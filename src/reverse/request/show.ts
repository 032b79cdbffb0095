/** A call of the grammar as tsad read it, for messages: one line for each parameter. */
import type { Argument, Function } from "../../ir/graph.ts";
import { printValue } from "../../ir/print/printer.ts";
import type { Value } from "../../ir/value.ts";
import type { PassedParameter } from "./request.ts";

/** How far a call was read. */
export interface Progress {
  readonly params: readonly PassedParameter[];
  /** What was taken for the parameter behind those, before reading stopped in it. */
  readonly partial: {
    readonly marker: { readonly spelled: string } | null;
    readonly taken: readonly Value[];
  } | null;
  readonly rest: readonly Value[];
}

/** `parameter 2 (%x: ptr) = enzyme_dup, value ptr %a, shadow ptr %da`; the last line says where reading stopped. */
export function showCall(
  primal: Function,
  caller: Function | null,
  { params, partial, rest }: Progress,
): readonly string[] {
  const name = (value: Value): string => printValue(value, caller);
  const read = params.map((param, i) => `${heading(primal.args[i])} = ${described(param, name)}`);
  const missing = primal.args.slice(params.length).map((arg, i) => {
    const begun = i > 0 || partial === null ? [] : begunWith(partial, name);
    return `${heading(arg)} = ${[...begun, "?"].join(", ")}`;
  });
  const left = rest.length === 0 ? [] : [`not read yet: ${rest.map(name).join(", ")}`];
  return [`the call of @${primal.name} as tsad reads it:`, ...read, ...missing, ...left];
}

/** `parameter 2 of @f`. */
export function parameterOf(param: Argument): string {
  return `parameter ${param.index + 1} of @${param.parent.name}`;
}

function heading(param: Argument | undefined): string {
  if (param === undefined) return "parameter";
  const name = param.name === null ? "" : `%${param.name}: `;
  return `parameter ${param.index + 1} (${name}${param.type.text})`;
}

/** The first value is the primal's, those behind it are shadows. */
function begunWith(
  { marker, taken }: NonNullable<Progress["partial"]>,
  name: (value: Value) => string,
): string[] {
  const values = taken.map((value, i) => `${i === 0 ? "value" : "shadow"} ${name(value)}`);
  return [...(marker === null ? [] : [marker.spelled]), ...values];
}

function described(
  { activity, marker, passed, shadows, stride }: PassedParameter,
  name: (value: Value) => string,
): string {
  const word = marker ?? `enzyme_${activity} (the default of its type)`;
  const value = passed === null ? [] : [`value ${name(passed.value)}`];
  const twins = shadows.map(({ value: shadow }) => `shadow ${name(shadow)}`);
  const apart = stride === null ? [] : [`shadows ${name(stride)} bytes apart`];
  return [word, ...value, ...twins, ...apart].join(", ");
}
