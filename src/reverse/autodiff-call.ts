/**
 * The call grammar: `__enzyme_autodiff(f, markers and arguments…)` and `__tsad_autodiff`, read against the signature of `f`. Markers
 * come as loads of globals, as addresses of globals, or as metadata strings.
 */
import { attributeValue, hasAttribute } from "../ir/attributes.ts";
import { ConstantExpr, MetadataText } from "../ir/constants.ts";
import { type Argument, Function, GlobalVariable } from "../ir/graph.ts";
import { type CallInst, CastInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { TsadError } from "../support/errors.ts";
import { defaultActivity, hasShadow, type ParamActivity } from "./spec.ts";
import { carriesFloat } from "../analysis/flow.ts";

/** What the name of a called function asks for; null for any other function. */
export function requestedBy(name: string): "autodiff" | "unsupported" | null {
  if (/__(enzyme|tsad)_autodiff/.test(name)) return "autodiff";
  const others =
    /__(enzyme|tsad)_(fwddiff|fwdsplit|augmentfwd|augmentsize|reverse|virtualreverse|batch)/;
  return others.test(name) ? "unsupported" : null;
}

/** A call of the grammar, taken apart. */
export interface AutodiffCall {
  readonly call: CallInst;
  readonly primal: Function;
  /** Where a result that the ABI returns in memory goes. */
  readonly resultPointer: Value | null;
  readonly params: readonly ParamActivity[];
  /** For each parameter the value, and the shadow where there is one. */
  readonly values: readonly { readonly value: Value; readonly shadow: Value | null }[];
}

/** Makes the error for a call: it knows where the call stands. */
export type Complain = (reason: string, code?: "E_MARKER" | "E_SIGNATURE") => TsadError;

const activities: Readonly<Record<string, ParamActivity>> = {
  const: "const",
  dup: "dup",
  dupnoneed: "dupnoneed",
  out: "out",
};

/** Markers of the field that ask for what is not there yet: refusing them is better than reading them as arguments. */
const laterMarkers = new Set(
  (
    "width dupv dupnoneedv noret primal_return const_return active_return dup_return not_overwritten runtime_activity " +
    "strong_zero nofree allocated tape byref interleave vector scalar nooverwrite ret_unused return_primal"
  ).split(" "),
);

/** @throws TsadError where the call does not fit the function it names */
export function readAutodiffCall(call: CallInst, complain: Complain): AutodiffCall {
  const args = call.args;
  let next = 0;
  const first = args[0];
  const isSret = first !== undefined && hasAttribute(call.argAttributes[0] ?? "", "sret");
  const resultPointer = isSret ? first : null;
  if (isSret) next++;
  const target = args[next++];
  const primal = target === undefined ? null : functionOf(target);
  if (primal === null)
    throw complain("the first argument must be the function to differentiate, by its name");
  const params: ParamActivity[] = [];
  const values: { value: Value; shadow: Value | null }[] = [];
  for (const param of primal.args) {
    const taken = takeParameter(param, args, next, primal, complain);
    params.push(taken.activity);
    values.push(taken);
    next = taken.next;
  }
  if (next < args.length) throw tooMany(args[next], primal, complain);
  return { call, primal, resultPointer, params, values };
}

interface Taken {
  readonly activity: ParamActivity;
  readonly value: Value;
  readonly shadow: Value | null;
  readonly next: number;
}

function takeParameter(
  param: Argument,
  args: readonly Value[],
  start: number,
  primal: Function,
  complain: Complain,
): Taken {
  let next = start;
  const which = `parameter ${param.index + 1} of @${primal.name}`;
  if (
    attributeValue(param.attributes, "byval") !== undefined ||
    hasAttribute(param.attributes, "inalloca")
  ) {
    throw complain(`${which} is a struct passed by value in memory`, "E_SIGNATURE");
  }
  const marker = next < args.length ? markerOf(args[next]) : null;
  if (marker !== null) next++;
  const activity = marker === null ? defaultActivity(param.type) : activityOf(marker, complain);
  checkFits(activity, param, which, complain);
  const value = valueAt(args, next++, which, complain);
  const shadow = hasShadow(activity)
    ? valueAt(args, next++, `the shadow of ${which}`, complain)
    : null;
  return { activity, value, shadow, next };
}

function activityOf(marker: string, complain: Complain): ParamActivity {
  const activity = activities[marker];
  if (activity !== undefined) return activity;
  if (laterMarkers.has(marker)) throw complain(`the marker enzyme_${marker} is not supported yet`);
  throw complain(`there is no marker enzyme_${marker}`);
}

function checkFits(
  activity: ParamActivity,
  param: Argument,
  which: string,
  complain: Complain,
): void {
  if (activity === "const") return;
  const wantsPointer = activity !== "out";
  const fits = wantsPointer ? param.type.kind === "pointer" : carriesFloat(param.type);
  if (fits) return;
  const wanted = wantsPointer ? "a pointer" : "a floating-point value";
  throw complain(`${which} is ${param.type.text}, and enzyme_${activity} needs ${wanted}`);
}

function valueAt(args: readonly Value[], index: number, which: string, complain: Complain): Value {
  const value = args[index];
  if (value === undefined) throw complain(`the call ends before ${which}`);
  if (markerOf(value) !== null) throw complain(`there is a marker where ${which} should be`);
  return value;
}

function tooMany(extra: Value | undefined, primal: Function, complain: Complain): TsadError {
  const marker = markerOf(extra);
  if (marker !== null)
    return complain(
      `the marker enzyme_${marker} stands behind the last parameter of @${primal.name}`,
    );
  const last = primal.args.length;
  return complain(
    `there are more arguments than @${primal.name} with its ${last} parameter${last === 1 ? "" : "s"} takes`,
  );
}

/** The word behind `enzyme_` or `tsad_` when the value is a marker, else null. */
export function markerOf(value: Value | undefined): string | null {
  if (value instanceof MetadataText) {
    return /^!"(?:enzyme|tsad)_(\w+)"$/.exec(value.text)?.[1] ?? null;
  }
  let inner: Value | undefined = value;
  // Variadic calls promote, and typed pointers are cast.
  while (inner instanceof CastInst) inner = inner.source;
  if (inner instanceof LoadInst) inner = inner.pointer;
  while (inner instanceof ConstantExpr && inner.opcode === "bitcast") inner = inner.args[0];
  if (!(inner instanceof GlobalVariable)) return null;
  return /^(?:enzyme|tsad)_(\w+)$/.exec(inner.name)?.[1] ?? null;
}

/** The function that a constant names, through casts. */
function functionOf(value: Value): Function | null {
  let inner: Value | undefined = value;
  while (inner instanceof CastInst && inner.opcode === "bitcast") inner = inner.source;
  while (inner instanceof ConstantExpr && ["bitcast", "addrspacecast"].includes(inner.opcode)) {
    inner = inner.args[0];
  }
  return inner instanceof Function ? inner : null;
}
