/** Functions that read memory and write none that others see, as a comparison for a sort should be. */
import { type Function, type Instruction } from "../ir/graph.ts";
import {
  AllocaInst,
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  StoreInst,
} from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { calledFunction, callEffects } from "./effects.ts";
import { isSeenThrough } from "./registered.ts";

/**
 * Does `fn`, with all that it calls, write nothing but memory of its own stack? Where it is not seen what is called, it is not
 * said. Time is linear in the size of the functions.
 */
export function onlyReads(fn: Function): boolean {
  if (!isSeenThrough(fn)) return false;
  const seen = new Set<Function>([fn]);
  for (const each of seen) {
    for (const inst of each.instructions()) {
      if (inst instanceof CallInst) {
        const callee = calledFunction(inst);
        if (callee !== null && isSeenThrough(callee)) seen.add(callee);
        else if (!isHarmless(inst)) return false;
      } else if (!isQuiet(inst)) return false;
    }
  }
  return true;
}

/** Calls of known functions that write only where they are told to, which is the stack. */
function isHarmless(call: CallInst): boolean {
  const effects = callEffects(call);
  if (effects === undefined || effects.deep === true) return false;
  if (effects.what === "allocate" || effects.what === "free" || effects.what === "link")
    return false;
  return effects.writes.every((i) => isOnStack(call.operand(i)));
}

const writing = new Set(["atomicrmw", "cmpxchg", "fence", "va_arg"]);

function isQuiet(inst: Instruction): boolean {
  if (inst instanceof StoreInst) return isOnStack(inst.pointer) && inst.flags === "";
  if (inst instanceof LoadInst) return inst.flags === "";
  return !writing.has(inst.opcode);
}

/** Is the address one of the function's own stack? */
export function isOnStack(pointer: Value): boolean {
  let base = pointer;
  for (;;) {
    if (base instanceof AllocaInst) return true;
    if (base instanceof GepInst) base = base.base;
    else if (base instanceof CastInst && base.opcode !== "inttoptr") base = base.operand(0);
    else return false;
  }
}
