/** Calls of functions that tsad knows nothing of: whether anything active could pass through them unseen. */
import { callEffects } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import type { Root } from "../analysis/memory.ts";
import { type Access, hasAttribute, memoryEffects } from "../ir/attributes.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Context } from "./context.ts";

/**
 * True when the call could carry a derivative: it takes an active value, may touch active memory through a pointer or through
 * what it can find by itself, or returns memory that active values go to. False for functions known by name.
 */
export function mayCarryDerivative(call: CallInst, context: Context): boolean {
  if (callEffects(call) !== undefined) return false;
  const { activity, memory, services } = context;
  const effects = memoryEffects(call, services);
  if (call.args.some((arg) => activity.isVaried(arg))) return true;
  const pointers = call.args.filter((arg) => arg.type.kind === "pointer");
  const given = pointers.some((arg) => activity.someVaried(memory.rootsOf(arg)));
  if (given && matters(effects.argmem, call)) return true;
  if (matters(effects.other, call) && activity.someVaried(findable(context))) return true;
  return call.type.kind === "pointer" && activity.isVariedRoot(memory.unknown);
}

/** Reading alone matters only where something comes back that could hold what was read. */
function matters(access: Access, call: CallInst): boolean {
  if (access === "none") return false;
  return access !== "read" || carriesFloat(call.type) || call.type.kind === "pointer";
}

/** Memory that other code may have an address of: what escaped, and what the caller passed without `noalias`. */
function* findable({ memory, activity }: Context): Generator<Root> {
  yield* memory.escapedSet();
  for (const arg of activity.inputs.dup) {
    const own = memory.rootFor(arg, "argument");
    if (!hasAttribute(arg.attributes, "noalias")) yield own;
  }
}
