/** Which instructions a points-to analysis has to look at, and which calls it sees through. */
import type { Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst } from "../ir/instructions.ts";
import { calledFunction, callEffects } from "./effects.ts";
import { hasPair } from "./registered.ts";
import { throwsOnlyMessages } from "./thrown.ts";

/** Instructions whose result is an integer that may be the bits of a pointer. */
export const sourcesOfPointers = new Set([
  "ptrtoint",
  "call",
  "invoke",
  "extractvalue",
  "extractelement",
]);

/** Instructions whose result has the pointers of their operands, phis and selects apart. */
export const passesPointers = new Set(
  "bitcast addrspacecast freeze extractvalue extractelement insertvalue insertelement shufflevector".split(
    " ",
  ),
);

/** Is it a call of a function that is differentiated as a whole? */
export function isSeen(call: CallInst): boolean {
  const callee = calledFunction(call);
  return callee !== null && hasPair(callee);
}

/** Is it a call of code of which nothing is known? */
export function isStranger(inst: Instruction): boolean {
  if (!(inst instanceof CallInst) || isSeen(inst)) return false;
  const effects = callEffects(inst);
  // What the runtime destroys when an exception has been handled is a message, where nothing else is thrown.
  if (calledFunction(inst)?.name === "__cxa_end_catch" && inst.parent?.parent) {
    return !throwsOnlyMessages(inst.parent.parent.module);
  }
  return effects === undefined || effects.deep === true;
}

/** May the value hold pointers among other things? */
export function holdsPointers(inst: Instruction): boolean {
  const { type } = inst;
  if (type.kind === "struct" || type.kind === "array") return true;
  return type.kind === "vector" && type.element.kind === "pointer";
}

/** May pointers come out of memory here? */
export function mayLoadPointers(inst: Instruction): boolean {
  if (inst instanceof LoadInst) return inst.type.kind === "pointer" || holdsPointers(inst);
  return inst instanceof CallInst && inst.type.kind === "void";
}
