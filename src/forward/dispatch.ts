/** Which instruction is differentiated how. */
import type { Instruction } from "../ir/graph.ts";
import {
  AllocaInst,
  AtomicRmwInst,
  CallInst,
  CmpXchgInst,
  GepInst,
  LoadInst,
  PhiInst,
  StoreInst,
} from "../ir/instructions.ts";
import { calledFunction } from "../analysis/effects.ts";
import { arithRule } from "../rules/lookup.ts";
import { refuse } from "../reverse/fail.ts";
import { type CallKind, kindOfCall } from "./call-kind.ts";
import { emitComplex, emitReduction, emitRow } from "./emit-arith.ts";
import { checkUnknown, emitAllocator, emitDefinedCall, emitPointerMove } from "./emit-calls.ts";
import { checkExchange, emitAtomic } from "./emit-atomics.ts";
import { emitAlloca, emitCopy, emitLoad, emitSet, emitStore } from "./emit-memory.ts";
import { emitLink, emitWithin } from "./emit-known.ts";
import { checkCast, checkFromConstant, emitMove, emitPhi } from "./emit-moves.ts";
import { movedOperands, tangentOperands } from "./moves.ts";
import { emitSum } from "./offset-bits.ts";
import type { Scene, Site } from "./scene.ts";

/**
 * Emits the tangent of `inst` behind it, or what its effect on memory means for the shadows.
 * @throws TsadError for what is not proven sound
 */
export function emitTangent(inst: Instruction, site: Site): void {
  const { flow, spec } = site;
  if (flow.isSum(inst) && !flow.has(inst)) {
    checkCast(inst, site);
    emitSum(inst, site);
    return;
  }
  if (inst instanceof CallInst) {
    emitCall(inst, site);
    return;
  }
  if (inst instanceof StoreInst) {
    emitStore(inst, site);
    return;
  }
  checkCast(inst, site);
  checkPlace(inst, site);
  if (!flow.has(inst)) return;
  checkTypes(inst, site);
  if (inst instanceof PhiInst) emitPhi(inst, site);
  else if (inst instanceof AllocaInst) emitAlloca(inst, site);
  else if (inst instanceof LoadInst) emitLoad(inst, site);
  else if (inst instanceof AtomicRmwInst) emitAtomic(inst, site);
  else if (movedOperands(inst) !== undefined) emitMove(inst, site);
  else if (arithRule(inst.opcode) !== undefined) emitRow(inst, site);
  else {
    throw refuse("E_UNSUPPORTED_OPCODE", inst, {
      primal: spec.primal,
      details: { opcode: inst.opcode },
    });
  }
}

/**
 * Refuses jumps whose targets are named by address: those in tables of global variables are blocks of the primal, which a jump in another
 * function must not go to.
 */
export function checkJump(inst: Instruction, { spec }: Scene): void {
  if (inst.opcode !== "indirectbr" && inst.opcode !== "callbr") return;
  throw refuse("E_UNSUPPORTED_OPCODE", inst, {
    primal: spec.primal,
    details: { opcode: inst.opcode },
  });
}

/** Instructions that forward mode has nothing for, where they could matter. */
function checkPlace(inst: Instruction, site: Site): void {
  const { primal } = site.spec;
  if (["catchswitch", "catchpad", "cleanuppad"].includes(inst.opcode)) {
    throw refuse("E_EXCEPTION", inst, { primal, details: { opcode: inst.opcode } });
  }
  if (inst.opcode === "va_arg")
    throw refuse("E_VARIADIC", inst, { primal, details: { name: primal.name } });
  if (inst instanceof GepInst) checkFromConstant(inst, site);
  if (inst instanceof CmpXchgInst) checkExchange(inst, site);
}

function checkTypes(inst: Instruction, { spec }: Site): void {
  const { primal } = spec;
  const types = [inst.type, ...inst.operands.map((op) => op.type)];
  const odd = types.find((type) => type.kind === "float" && type.float === "ppc_fp128");
  if (odd !== undefined) throw refuse("E_TYPE", inst, { primal, details: { type: odd.text } });
}

/** What is done for a call of each kind. */
const emitters: Readonly<Record<CallKind, (call: CallInst, site: Site) => void>> = {
  row: forTangents(emitRow),
  complex: forTangents(emitComplex),
  reduction: forTangents(emitReduction),
  copy: emitCopy,
  set: emitSet,
  move: forResult(emitPointerMove),
  within: forResult(emitWithin),
  link: emitLink,
  allocator: emitAllocator,
  defined: emitDefinedCall,
  unknown: checkUnknown,
  harmless: () => undefined,
};

function emitCall(call: CallInst, site: Site): void {
  emitters[kindOfCall(call, site.services)](call, site);
}

type Emitter = (call: CallInst, site: Site) => void;

/** Only where an operand has a tangent that the result depends on. */
function forTangents(emit: Emitter): Emitter {
  return (call, site) => {
    if (!tangentOperands(call).some((i) => site.flow.has(call.operand(i)))) return;
    checkTypes(call, site);
    checkName(call, site);
    emit(call, site);
  };
}

/** Only where the result has a shadow. */
function forResult(emit: Emitter): Emitter {
  return (call, site) => {
    if (site.flow.has(call)) emit(call, site);
  };
}

/** Lanes that a mask switches off have no value, so neither a tangent. */
function checkName(call: CallInst, { spec }: Site): void {
  const name = calledFunction(call)?.name ?? "";
  if (!name.startsWith("llvm.vp.")) return;
  throw refuse("E_NO_RULE", call, { primal: spec.primal, details: { name } });
}
