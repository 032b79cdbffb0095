/** Which instruction is reversed how, and which take part at all. */
import { callEffects } from "../analysis/effects.ts";
import { emptyAsm } from "../analysis/inline-asm.ts";
import { carriesFloat, complexRuleOfCall, reductionOf, ruleOfCall } from "../analysis/flow.ts";
import { isOwnCall, outputPointers } from "../analysis/access-index.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst, StoreInst } from "../ir/instructions.ts";
import { arithRule } from "../rules/lookup.ts";
import type { Context } from "./context.ts";
import { arithmetic, conversion, handing, passing } from "./derive-arith.ts";
import { isBarrier, waiting } from "./derive-barrier.ts";
import { calling } from "./derive-call.ts";
import { complexCall } from "./derive-complex.ts";
import { shuffling } from "./derive-lanes.ts";
import { copying, filling, loading, storing } from "./derive-memory.ts";
import { reduction } from "./derive-reduce.ts";
import {
  choosing,
  extractElement,
  extractValue,
  insertElement,
  insertValue,
  shuffleVector,
} from "./derive-shape.ts";
import { changesMarked, isTextCopy } from "./marked.ts";
import { overwritesFloat } from "./overwritten.ts";
import type { Derivation, JointDerivation, Sweep } from "./sweep.ts";

/** Derivations by opcode; calls are looked up by what they call, phis and terminators belong to edges. */
const byOpcode: ReadonlyMap<string, Derivation | JointDerivation> = new Map<
  string,
  Derivation | JointDerivation
>([
  ["load", loading],
  ["store", storing],
  ["select", choosing],
  ["freeze", passing],
  ["bitcast", passing],
  ["fpext", conversion],
  ["fptrunc", conversion],
  ["extractelement", extractElement],
  ["insertelement", insertElement],
  ["extractvalue", extractValue],
  ["insertvalue", insertValue],
  ["shufflevector", shuffleVector],
  ["fence", waiting],
]);

/** How `inst` is reversed; undefined when there is no derivation for it. */
export function derivationOf(inst: Instruction): Derivation | JointDerivation | undefined {
  if (inst instanceof CallInst) return derivationOfCall(inst);
  return (
    byOpcode.get(inst.opcode) ?? (arithRule(inst.opcode) === undefined ? undefined : arithmetic)
  );
}

/** Emits the reverse step of `inst` in each of the sweeps, which are at one place. */
export function reverseIn(
  inst: Instruction,
  derivation: Derivation | JointDerivation,
  sweeps: readonly Sweep[],
): void {
  if ("reverseAll" in derivation) derivation.reverseAll(inst, sweeps);
  else for (const sweep of sweeps) derivation.reverse(inst, sweep);
}

function derivationOfCall(call: CallInst): Derivation | JointDerivation | undefined {
  if (isOwnCall(call)) return calling;
  if (emptyAsm(call) !== null) return handing;
  const what = callEffects(call)?.what;
  if (what === "copy" || what === "move" || isTextCopy(call)) return copying;
  if (what === "set") return filling;
  if (what === "barrier") return waiting;
  if (what === "lanes") return shuffling;
  if (reductionOf(call) !== undefined) return reduction;
  if (ruleOfCall(call) !== undefined) return arithmetic;
  return complexRuleOfCall(call) === undefined ? undefined : complexCall;
}

/** Does the reverse sweep do anything for `inst`? Phis and returns are handled by the edges and the exit. */
export function takesPart(inst: Instruction, context: Context): boolean {
  const { activity, memory, pairs, contents } = context;
  if (inst.opcode === "invoke") return pairs.has(inst);
  if (inst.opcode === "phi" || inst.isTerminator || inst.isDebugRecord) return false;
  if (changesMarked(inst, context) || isBarrier(inst, context)) return true;
  if (inst instanceof StoreInst) {
    if (!activity.someActive(memory.rootsOf(inst.pointer))) return false;
    return carriesFloat(inst.value.type) || overwritesFloat(inst, contents);
  }
  if (activity.isActive(inst)) return true;
  return inst instanceof CallInst && (pairs.has(inst) || changesActive(inst, context));
}

/** Does a call of a library, or an intrinsic, change memory that is active? */
function changesActive(inst: CallInst, { activity, memory }: Context): boolean {
  const what = callEffects(inst)?.what;
  if (what === "copy" || what === "move" || what === "set") {
    return activity.someActive(memory.rootsOf(inst.operand(0)));
  }
  return outputPointers(inst).some((pointer) => activity.someActive(memory.rootsOf(pointer)));
}
