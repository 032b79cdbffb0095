/** Addresses of thread-local variables: what newer compilers ask an intrinsic for is the variable itself, as older ones write it. */
import { calledFunction } from "../analysis/effects.ts";
import { GlobalVariable, type Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";

/**
 * Puts the variable in the place of each `llvm.threadlocal.address` of one in `fn`; true when there were any. A function that is
 * differentiated stays on its thread from beginning to end (coroutines do not), so the two are the same address.
 */
export function nameThreadLocals(fn: Function): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
    const [variable] = inst.args;
    if (!(variable instanceof GlobalVariable) || variable.type !== inst.type) continue;
    if (calledFunction(inst)?.name.startsWith("llvm.threadlocal.address.") !== true) continue;
    inst.replaceAllUsesWith(variable);
    inst.erase();
    changed = true;
  }
  return changed;
}
