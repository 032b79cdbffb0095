/**
 * Structs that are passed by value in memory. The language reference leaves the copy to the call: "a hidden copy of the pointee is made
 * between the caller and the callee". In code that is to be differentiated the copy must be seen.
 */
import { attributeValue, hasAttribute, withoutAttributes } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import { spelledType } from "../ir/spelled-type.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { TsadError } from "../support/errors.ts";
import { debugLocation } from "./edges.ts";

/**
 * Drops `byval` from the parameters of `fn`, a working copy; true when there was one. Whoever calls the copy must pass a pointer to
 * memory of the call's own, as {@link copyByvalArguments} makes it: `fn` may write there, and its caller may not look.
 */
export function lowerByval(fn: Function): boolean {
  let changed = false;
  for (const arg of fn.args) {
    if (!hasAttribute(arg.attributes, "byval")) continue;
    arg.attributes = withoutAttributes(arg.attributes, "byval");
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** Calls that pass copies already: later rounds leave them alone. */
const copied = new WeakSet<CallInst>();

/**
 * Makes a copy in `fn` of everything that a call in it passes by value in memory, and passes the copy; returns how many it made. The
 * attribute stays, because the callee's code still expects it; a call that goes to a working copy of the callee drops it.
 * @throws TsadError E_ABI for inalloca and preallocated arguments, and for a struct that only the attribute names
 */
export function copyByvalArguments(fn: Function, services: ModuleServices): number {
  let count = 0;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || copied.has(inst)) continue;
    copied.add(inst);
    for (const [i, words] of inst.argAttributes.entries()) {
      if (i >= inst.argCount) continue;
      if (/\b(inalloca|preallocated)\b/.test(words)) throw refusal(inst, fn, "inalloca");
      const spelled = attributeValue(words, "byval");
      if (spelled === undefined) continue;
      const type = spelledType(spelled, services.types);
      if (type === undefined) throw refusal(inst, fn, spelled);
      const stated = Number(attributeValue(words, "align") ?? "0");
      inst.setOperand(i, copyOf(inst, inst.operand(i), type, stated, services));
      count++;
    }
  }
  return count;
}

/** A copy of what `from` points to, of type `type`, in memory of the function's own, made before `call`. */
export function copyOf(
  call: CallInst,
  from: Value,
  type: Type,
  stated: number,
  services: ModuleServices,
): Value {
  const { types, layout } = services;
  const { entry } = must(call.parent?.parent, "the call is in a function");
  const align = Math.max(stated, layout.abiAlign(type));
  const slot = new IRBuilder(InsertPoint.atStart(entry), services).alloca(type, { align });
  const location = debugLocation(call);
  const build = new IRBuilder(InsertPoint.before(call), services, {
    debugLocation: location === "" ? null : location,
  });
  const bytes = types.pointerTo(types.i8);
  const memcpy = services.declareIntrinsic(
    "llvm.memcpy",
    [bytes, bytes, types.i64],
    types.fn(types.void, [bytes, bytes, types.i64, types.i1]),
  );
  const size = constInt(types.i64, layout.sizeOf(type));
  build.call(memcpy, [slot, from, size, constInt(types.i1, 0)]);
  return build.bitcastPointer(slot, from.type);
}

function refusal(call: CallInst, fn: Function, what: string): TsadError {
  const name = call.callee.name ?? "?";
  const reason =
    what === "inalloca"
      ? `the call of @${name} passes an argument in memory that the caller lays out (inalloca or preallocated)`
      : `the call of @${name} passes a struct without a name by value in memory`;
  const location = call.position < 0 ? undefined : fn.module.locate?.(call.position);
  return new TsadError("E_ABI", { location, function: fn.name, reason });
}
