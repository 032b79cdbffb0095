/** Copies an instruction of any shape with other operands; the one list of the shapes' own fields. */
import { InvariantError } from "../support/assert.ts";
import { BasicBlock, type Instruction } from "./graph.ts";
import {
  AggregateInst,
  AllocaInst,
  ArithmeticInst,
  AtomicRmwInst,
  CallInst,
  CastInst,
  CmpXchgInst,
  CompareInst,
  DebugRecord,
  FenceInst,
  GepInst,
  LandingPadInst,
  LoadInst,
  PadInst,
  PhiInst,
  SelectInst,
  StoreInst,
  TerminatorInst,
  VaArgInst,
  VectorInst,
} from "./instructions.ts";
import type { Value } from "./value.ts";

/**
 * A new instruction of the same shape, opcode, type and fields as `inst`, with `operands` in the same places; name, flags and
 * attachments are left to the caller. `operands` has as many values as `inst` has.
 */
export function shapeCopy(inst: Instruction, operands: readonly Value[]): Instruction {
  if (inst instanceof CallInst) return copyCall(inst, operands);
  if (inst instanceof PhiInst) {
    const copy = new PhiInst(inst.type);
    for (const operand of operands) copy.addOperand(operand);
    return copy;
  }
  return copyMemory(inst, operands) ?? copyTerminator(inst, operands) ?? copyPlain(inst, operands);
}

function copyMemory(inst: Instruction, operands: readonly Value[]): Instruction | undefined {
  const [a, b, c] = operands;
  if (inst instanceof AllocaInst) {
    return new AllocaInst(inst.type, inst.allocatedType, a ?? null, inst.tail);
  }
  if (a === undefined) {
    return inst instanceof FenceInst ? new FenceInst(inst.type, inst.ordering) : undefined;
  }
  if (inst instanceof LoadInst) return new LoadInst(inst.type, a, inst);
  if (b === undefined) return undefined;
  if (inst instanceof StoreInst) return new StoreInst(inst.type, a, b, inst);
  if (inst instanceof AtomicRmwInst) {
    return new AtomicRmwInst(inst.operation, a, b, inst.ordering, inst.align);
  }
  if (inst instanceof CmpXchgInst && c !== undefined) {
    return new CmpXchgInst(inst.type, [a, b, c], inst.ordering, inst.align);
  }
  return undefined;
}

function copyTerminator(inst: Instruction, operands: readonly Value[]): Instruction | undefined {
  if (!(inst instanceof TerminatorInst)) return undefined;
  const copy = new TerminatorInst(inst.type, inst.opcode, operands);
  copy.hasUnwindDest = inst.hasUnwindDest;
  return copy;
}

function copyPlain(inst: Instruction, operands: readonly Value[]): Instruction {
  const [a, b, c] = operands;
  if (inst instanceof CompareInst && a !== undefined && b !== undefined) {
    return new CompareInst(inst.type, inst.opcode as "icmp" | "fcmp", inst.predicate, a, b);
  }
  if (inst instanceof SelectInst && a !== undefined && b !== undefined && c !== undefined) {
    return new SelectInst(a, b, c);
  }
  if (inst instanceof GepInst && a !== undefined) {
    return new GepInst(inst.type, inst.sourceType, a, operands.slice(1));
  }
  if (inst instanceof AggregateInst) {
    const opcode = inst.opcode as "extractvalue" | "insertvalue";
    return new AggregateInst(inst.type, opcode, operands, inst.indices);
  }
  if (inst instanceof LandingPadInst) return new LandingPadInst(inst.type, inst.clauses, operands);
  const shape = plainShapes.find((candidate) => inst instanceof candidate);
  if (shape === undefined) throw new InvariantError(`no copy of the shape of ${inst.opcode}`);
  return new shape(inst.type, inst.opcode, operands);
}

/** Shapes that have no field beyond those of every instruction. */
const plainShapes = [
  ArithmeticInst,
  CastInst,
  VectorInst,
  VaArgInst,
  PadInst,
  DebugRecord,
] as const;

function copyCall(call: CallInst, operands: readonly Value[]): CallInst {
  const firstBlock = operands.length - 1 - call.destinationCount;
  const destinations = operands
    .slice(firstBlock, -1)
    .filter((operand) => operand instanceof BasicBlock);
  const opcode = call.opcode as "call" | "invoke" | "callbr";
  const copy = withDestinations(call, opcode, destinations, operands);
  copy.tailKind = call.tailKind;
  copy.forwardsVarargs = call.forwardsVarargs;
  return copy;
}

/**
 * The same call (callee, arguments, bundles and words) as an instruction of that opcode, which goes to `destinations`; it is in no block.
 * Name, flags and attachments are left to the caller.
 * @param operands what it works on instead of the call's own operands, in their order
 */
export function withDestinations(
  call: CallInst,
  opcode: "call" | "invoke" | "callbr",
  destinations: readonly BasicBlock[],
  operands: readonly Value[] = call.operands,
): CallInst {
  const firstBlock = operands.length - 1 - call.destinationCount;
  const callee = operands.at(-1);
  if (callee === undefined) throw new InvariantError("a call has a callee");
  const args = operands.slice(0, call.argCount);
  const bundleOperands = operands.slice(call.argCount, firstBlock);
  const made = new CallInst(opcode, call.functionType, callee, args, {
    bundleOperands,
    destinations,
  });
  made.argAttributes = call.argAttributes;
  made.prefix = call.prefix;
  made.attributes = call.attributes;
  made.bundles = call.bundles;
  return made;
}
