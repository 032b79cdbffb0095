/** Addresses that are computed before a loop are computed in it, so that its step is given each object once. */
import type { Loop } from "../../analysis/loops.ts";
import { cloneInstruction } from "../../ir/clone.ts";
import type { Instruction } from "../../ir/graph.ts";
import { type BasicBlock } from "../../ir/graph.ts";
import { CastInst, GepInst, PhiInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";

/** Leads uses in `loop`, which has a preheader, of casts of pointers and of addresses in objects to copies in the header. */
export function sinkAddresses(loop: Loop): void {
  const copies = new Map<Value, Value>();
  const point = loop.header.firstNonPhi;
  const copyOf = (value: Value): Value => {
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (!isAddress(value) || isInside(value, loop)) return value;
    const operands = new Map(value.operands.map((operand) => [operand, copyOf(operand)]));
    const copy = cloneInstruction(value, operands);
    loop.header.insert(copy, point);
    copies.set(value, copy);
    return copy;
  };
  for (const block of loop.blocks) for (const inst of [...block]) leadUses(inst, loop, copyOf);
}

function leadUses(inst: Instruction, loop: Loop, copyOf: (value: Value) => Value): void {
  for (const use of inst.operandUses) {
    if (inst instanceof PhiInst && isInitial(inst, use.index, loop.header, loop)) continue;
    use.value = copyOf(use.value);
  }
}

/** What a phi of the header takes from before the loop is needed there. */
function isInitial(phi: PhiInst, index: number, header: BasicBlock, loop: Loop): boolean {
  return phi.parent === header && !loop.contains(phi.incomingBlock(Math.floor(index / 2)));
}

function isInside(inst: Instruction, loop: Loop): boolean {
  return inst.parent !== null && loop.contains(inst.parent);
}

function isAddress(value: Value): value is Instruction {
  if (value instanceof GepInst) return value.type.kind === "pointer";
  return value instanceof CastInst && value.opcode === "bitcast" && value.type.kind === "pointer";
}
