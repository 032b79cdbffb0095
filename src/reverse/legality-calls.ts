/** What the reverse pass refuses of calls of functions that are differentiated as a whole. */
import { calledFunction } from "../analysis/effects.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { onlyReadThrough } from "../analysis/read-params.ts";
import { hasRule } from "../analysis/registered.ts";
import { writesBehind } from "../analysis/written-behind.ts";
import type { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { mayThrow } from "../transform/exceptions.ts";
import { misfit } from "../transform/inline-body.ts";
import { isInterposable } from "../transform/linkage.ts";
import type { Context } from "./context.ts";
import { refuse } from "./fail.ts";
import { returningBlocks } from "./returning.ts";
import { widthOf } from "./spec.ts";

/**
 * A call of a function of the module that is not inlined becomes a pair, when that can take and give what the call does.
 * @throws TsadError when it cannot
 */
export function checkOwnCall(call: CallInst, context: Context): void {
  const { pairs, spec, activity, services } = context;
  if (!pairs.has(call)) {
    // An exception holds what nobody looks at elsewhere.
    if (activity.isVariedCall(call) && mayThrow(call, services)) checkCaught(call, context);
    return;
  }
  const { primal } = spec;
  const callee = must(calledFunction(call), "the call names a function");
  const details = { name: callee.name };
  checkMisfit(call, callee, context);
  if (hasRule(callee, "gradient") && widthOf(spec) > 1) {
    const reason = `@${callee.name} has a gradient of the program's own, which is made one at a time`;
    const remedy = "ask for one gradient at a time, without enzyme_width";
    throw refuse("E_MODE", call, { primal, reason, remedy });
  }
  if (isInterposable(callee) && !hasRule(callee, "gradient"))
    throw refuse("E_INTERPOSABLE", call, { primal, details });
  checkCaught(call, context);
  const aggregates = [call.type, ...call.args.map((arg) => arg.type)];
  if (aggregates.some((type) => type.kind !== "pointer" && holdsPointer(type))) {
    const reason = `@${callee.name} takes or returns a struct that holds pointers, as a value`;
    throw refuse("E_ABI", call, { primal, details, reason });
  }
  checkBits(call, callee, context);
  if (!hasRule(callee, "gradient")) checkConstantArguments(call, callee, context);
}

/** Floats in disguise that the callee is given, or finds where another function left them, would lose their derivative there. */
function checkBits(call: CallInst, callee: Function, context: Context): void {
  const { activity, contents, marks, spec } = context;
  const { primal } = spec;
  const { name } = callee;
  const isInteger = (arg: Value): boolean => scalarType(arg.type).kind === "int";
  if (call.args.some((arg) => isInteger(arg) && activity.isVaried(arg))) {
    throw refuse("E_ACTIVE_INT", call, { primal, reason: `its bits are given to @${name}` });
  }
  const disagreement = contents.disagreement(call, (node) => marks?.isMarked(node) === true);
  if (disagreement === null) return;
  const [float, other] = disagreement.map(({ text }) => text);
  const reason = `bytes of memory that @${name} is given are accessed as ${float} in one function and as ${other} in another`;
  throw refuse("E_TYPE_CONFLICT", call, { primal, reason });
}

/** What a callee may store to memory that was declared constant another one may read back, and no shadow would hold its derivative. */
function checkConstantArguments(call: CallInst, callee: Function, context: Context): void {
  const { activity, contents, memory, spec } = context;
  for (const [i, arg] of call.args.entries()) {
    if (!carriesPointer(arg.type)) continue;
    const roots = [...memory.rootsOf(arg)].filter((root) => activity.isConstantArgument(root));
    const isHeld = roots.some((root) => activity.isActiveRoot(root));
    const isReached = roots.some((root) => activity.isPointerRoot(root));
    const where =
      isHeld && !onlyReadThrough(callee, i)
        ? "memory that was declared constant"
        : isReached && writesBehind(call, arg, contents)
          ? "memory that is reached through pointers in memory that was declared constant"
          : null;
    if (where === null) continue;
    const reason = `@${callee.name} may store an active value to ${where}`;
    throw refuse("E_CONST_MEMORY", call, { primal: spec.primal, reason });
  }
}

/** @throws TsadError for an exception out of the call that is caught on the way to the return */
function checkCaught(call: CallInst, context: Context): void {
  const [, unwind] = call.destinations;
  if (unwind === undefined || !returningBlocks(context).has(unwind)) return;
  const name = calledFunction(call)?.name ?? "?";
  const reason = `an exception out of @${name} is caught here, and what that had done by then cannot be reversed`;
  throw refuse("E_EXCEPTION", call, { primal: context.spec.primal, reason });
}

/** @throws TsadError for a callee that cannot be called in another way than it is */
function checkMisfit(call: CallInst, callee: Context["fn"], { fn, spec }: Context): void {
  const why = misfit(call, callee, fn);
  if (why === null) return;
  const { primal } = spec;
  const { name } = callee;
  const facts = { primal, details: { name } };
  if (why === "variadic") throw refuse("E_VARIADIC", call, facts);
  if (why === "signature") {
    const reason = `the call of @${name} does not fit its signature`;
    throw refuse("E_SIGNATURE", call, { ...facts, reason });
  }
  if (why === "byval") {
    const reason = `a parameter of @${name} is a struct without a name, passed by value in memory`;
    throw refuse("E_ABI", call, { ...facts, reason });
  }
  const reason = `@${name} handles exceptions in another way than its caller`;
  throw refuse("E_EXCEPTION", call, { ...facts, reason });
}

/** Does a value of the type hold a pointer? */
export function holdsPointer(type: Type): boolean {
  if (type.kind === "vector" || type.kind === "array") return holdsPointer(type.element);
  if (type.kind === "struct") return (type.fields ?? []).some(holdsPointer);
  return type.kind === "pointer";
}
