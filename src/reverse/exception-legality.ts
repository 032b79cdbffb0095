/** What is refused where exceptions are thrown: those whose way through the library no reverse sweep could follow. */
import { destructorThrown } from "../analysis/destructors.ts";
import { calledFunction, callEffects } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { throwsOnlyMessages } from "../analysis/thrown.ts";
import { Function } from "../ir/graph.ts";
import { CallInst, StoreInst } from "../ir/instructions.ts";
import { isExceptionMember, isStringMember } from "../rules/cxx-calls.ts";
import type { Context } from "./context.ts";
import { refuse } from "./fail.ts";
import { returningBlocks } from "./returning.ts";

/**
 * The destructor of what is thrown runs inside the library when it has been caught: nobody reverses what that does with floats. Where
 * control does not come to the return from there, no reverse sweep follows: neither in this function nor in one that calls it, as calls
 * of parts that throw to a handler that goes on are refused.
 * @throws TsadError where it does something with them
 */
export function checkThrow(call: CallInst, context: Context): void {
  const destructor = destructorThrown(call);
  if (!(destructor instanceof Function) || !isHandled(call, context)) return;
  if (!touchesFloats(destructor)) return;
  const { spec } = context;
  const reason = `@${destructor.name}, the destructor of what is thrown, reads or writes floats`;
  throw refuse("E_EXCEPTION", call, { primal: spec.primal, reason });
}

/** Does the function go on behind a handler of what the call throws, or may it so far as is seen? */
function isHandled(call: CallInst, context: Context): boolean {
  if (calledFunction(call)?.name !== "__cxa_throw") return true;
  const [, unwind] = call.destinations;
  return unwind !== undefined && returningBlocks(context).has(unwind);
}

/**
 * Which exception is thrown again only the runtime knows, and so nobody knows its shadow.
 * @throws TsadError where it may have one
 */
export function checkRethrow(call: CallInst, context: Context): void {
  const [, unwind] = call.destinations;
  if (calledFunction(call)?.name !== "__cxa_rethrow" || unwind === undefined) return;
  const pad = unwind.firstNonPhi;
  if (pad === null || !returningBlocks(context).has(unwind)) return;
  const { activity, memory, spec } = context;
  if (throwsOnlyMessages(context.fn.module)) return;
  if (![...memory.rootsOf(pad)].some((root) => activity.needsShadow(root))) return;
  const reason = "an exception that holds an active value is thrown again";
  throw refuse("E_EXCEPTION", call, { primal: spec.primal, reason });
}

/** May the function, or one that it calls, read or write a float, be it as bytes? */
function touchesFloats(fn: Function): boolean {
  const seen = new Set<Function>([fn]);
  for (const each of seen) {
    if (each.isDeclaration) {
      if (!isExceptionMember(each.name) && !isStringMember(each.name)) return true;
      continue;
    }
    for (const inst of each.instructions()) {
      if (inst instanceof StoreInst ? carriesFloat(inst.value.type) : carriesFloat(inst.type))
        return true;
      if (!(inst instanceof CallInst) || isHarmless(inst)) continue;
      const callee = calledFunction(inst);
      if (callee === null) return true;
      seen.add(callee);
    }
  }
  return false;
}

/** Is it a call of a library function that writes nothing of the program's? */
function isHarmless(call: CallInst): boolean {
  const effects = callEffects(call);
  if (effects === undefined) return false;
  return effects.what === "free" || (effects.writes.length === 0 && effects.deep !== true);
}
