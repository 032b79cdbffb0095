/** What is refused where exceptions are thrown: those whose way through the library no reverse sweep could follow. */
import { destructorThrown } from "../analysis/destructors.ts";
import { calledFunction } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { throwsOnlyMessages } from "../analysis/thrown.ts";
import { Function } from "../ir/graph.ts";
import { CallInst, StoreInst } from "../ir/instructions.ts";
import type { Context } from "./context.ts";
import { refuse } from "./fail.ts";
import { returningBlocks } from "./returning.ts";

/**
 * The destructor of what is thrown runs inside the library when it has been caught: nobody reverses what that does with floats.
 * @throws TsadError where it does something with them
 */
export function checkThrow(call: CallInst, { spec }: Context): void {
  const destructor = destructorThrown(call);
  if (!(destructor instanceof Function) || !touchesFloats(destructor)) return;
  const reason = `@${destructor.name}, the destructor of what is thrown, reads or writes floats`;
  throw refuse("E_EXCEPTION", call, { primal: spec.primal, reason });
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

function touchesFloats(fn: Function): boolean {
  const seen = new Set<Function>([fn]);
  for (const each of seen) {
    if (each.isDeclaration) continue;
    for (const inst of each.instructions()) {
      if (inst instanceof StoreInst ? carriesFloat(inst.value.type) : carriesFloat(inst.type))
        return true;
      const callee = inst instanceof CallInst ? calledFunction(inst) : null;
      if (callee !== null) seen.add(callee);
    }
  }
  return false;
}
