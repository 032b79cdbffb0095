/** Which instructions do something beside computing their result. */
import {
  type AttributeGroups,
  expandGroups,
  hasAttribute,
  memoryEffects,
} from "../ir/attributes.ts";
import { Function, type Instruction } from "../ir/graph.ts";
import { AtomicRmwInst, CallInst, CmpXchgInst, LoadInst, StoreInst } from "../ir/instructions.ts";

/** Opcodes that write memory, order it, or must stand where they are. */
const effectful = new Set(["fence", "va_arg", "landingpad", "catchpad", "cleanuppad"]);

/**
 * True unless `inst` may be removed when nothing uses its result: it writes no memory, always returns, raises nothing, and is
 * no terminator. Undefined behaviour that goes away with it is no effect.
 */
export function hasSideEffects(inst: Instruction, groups: AttributeGroups): boolean {
  if (inst.isTerminator || inst.isDebugRecord) return true;
  if (inst instanceof CallInst) return !isRemovableCall(inst, groups);
  if (inst instanceof LoadInst) return inst.flags !== "";
  if (inst instanceof StoreInst || inst instanceof AtomicRmwInst || inst instanceof CmpXchgInst) {
    return true;
  }
  return effectful.has(inst.opcode);
}

function isRemovableCall(call: CallInst, groups: AttributeGroups): boolean {
  if (call.tailKind === "musttail" || call.type.kind === "token") return false;
  const { argmem, inaccessiblemem, other } = memoryEffects(call, groups);
  const reads = [argmem, inaccessiblemem, other].every(
    (access) => access === "none" || access === "read",
  );
  return reads && callHas(call, "willreturn", groups) && callHas(call, "nounwind", groups);
}

/** True when the call, or the function it calls, has the function attribute `key`. */
export function callHas(call: CallInst, key: string, groups: AttributeGroups): boolean {
  if (hasAttribute(expandGroups(call.attributes, groups), key)) return true;
  const { callee } = call;
  return callee instanceof Function && hasAttribute(expandGroups(callee.suffix, groups), key);
}
