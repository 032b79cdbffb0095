/** Calls of functions that tsad knows nothing of: whether anything active could pass through them unseen. */
import { staysInRegisters } from "../analysis/inline-asm.ts";
import { callEffects } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer, type Root } from "../analysis/memory.ts";
import { type Access, hasAttribute, memoryEffects } from "../ir/attributes.ts";
import { GlobalVariable } from "../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { isLibraryStream } from "../rules/cxx-calls.ts";
import type { Context } from "./context.ts";
import { returningBlocks } from "./returning.ts";

/**
 * True when the call could carry a derivative: it takes an active value, may touch active memory through a pointer or through
 * what it can find by itself, or returns memory that active values go to. False for functions known by name.
 */
export function mayCarryDerivative(call: CallInst, context: Context): boolean {
  if (staysInRegisters(call)) return call.args.some((arg) => mayBeUsed(arg, context));
  if (callEffects(call) !== undefined || isCallOfStream(call)) return false;
  // A call that does not come back (a panic, a failed check) ends the sweep: nothing is left that it could be reversed into.
  if (!comesBack(call, context)) return false;
  const { activity, memory, services } = context;
  const effects = memoryEffects(call, services);
  if (call.args.some((arg) => activity.isVaried(arg))) return true;
  const pointers = call.args.filter((arg) => carriesPointer(arg.type));
  const given = pointers.some((arg) => activity.someVaried(memory.rootsOf(arg)));
  if (given && matters(effects.argmem, call)) return true;
  if (matters(effects.other, call) && activity.someVaried(findable(context))) return true;
  return carriesPointer(call.type) && activity.isVariedRoot(memory.unknown);
}

/** May instructions on the integer compute with an active number, or reach memory by an address in it? */
function mayBeUsed(integer: Value, { activity, memory }: Context): boolean {
  return activity.isVaried(integer) || memory.addresses.of(integer) !== "none";
}

/** Can control come from behind the call to the return? */
function comesBack(call: CallInst, context: Context): boolean {
  const returning = returningBlocks(context);
  if (call.opcode === "invoke") return call.destinations.some((next) => returning.has(next));
  return call.parent !== null && returning.has(call.parent);
}

/** A virtual function of what a stream of the library holds, found by loads that compilers inline. */
export function isCallOfStream({ callee }: CallInst): boolean {
  let from: Value = callee;
  for (;;) {
    if (from instanceof GlobalVariable) return from !== callee && isLibraryStream(from.name);
    if (from instanceof LoadInst) from = from.pointer;
    else if (from instanceof GepInst) from = from.base;
    else if (from instanceof CastInst) from = from.operand(0);
    else if (from instanceof CallInst) {
      const given = callEffects(from)?.result;
      if (given === undefined) return false;
      from = from.operand(given);
    } else return false;
  }
}

/** Reading alone matters only where something comes back that could hold what was read. */
function matters(access: Access, call: CallInst): boolean {
  if (access === "none") return false;
  return access !== "read" || carriesFloat(call.type) || carriesPointer(call.type);
}

/**
 * Memory that other code may have an address of: what escaped, globals, what is reached through pointers in memory, and what the
 * caller passed without `noalias`.
 */
function* findable({ memory, activity }: Context): Generator<Root> {
  yield* memory.escapedSet();
  for (const root of activity.allVariedRoots()) {
    if (root.kind === "global" || root.kind === "content" || root.kind === "unknown") yield root;
  }
  for (const arg of activity.inputs.dup) {
    const own = memory.rootFor(arg, "argument");
    if (!hasAttribute(arg.attributes, "noalias")) yield own;
  }
}
