/** Arithmetic on integers that may hold addresses: which operands the result may still point into the objects of. */
import { integerOf } from "../../ir/constants.ts";
import { Instruction } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import { keepsFewBits } from "../addresses.ts";

const shifts = new Set(["shl", "lshr", "ashr"]);

/**
 * Is the result of `inst` no address, nor a piece of one made of whole bytes, whatever its operands are? What divides an address to learn of
 * its alignment does so, and so does what multiplies integers that only the analysis could take for addresses. An address that is put together again from such numbers is one of which nothing is known.
 * @param pointerBits the width of an address; wider integers may be several values side by side
 */
export function losesAddress(inst: Instruction, pointerBits: number): boolean {
  if (keepsFewBits(inst) || inst.opcode === "mul") return true;
  if (!shifts.has(inst.opcode) || inst.type.kind !== "int" || inst.type.bits > pointerBits) {
    return false;
  }
  const by = integerOf(inst.operand(1));
  return by !== undefined && by % 8n !== 0n;
}

/** Chains that are longer are taken to be numbers, which joins more. */
const longestChain = 64;

const stepping = new Set(["add", "and", "or", "freeze"]);

/**
 * Is the integer made from a pointer here, by steps each of which may add a number? In a sum with it, any other value that may be an
 * address is the number.
 * @param mayHoldAddress what an integer that is subtracted is asked: a distance between addresses is none
 */
export function isMadeFromPointer(
  start: Value,
  mayHoldAddress: (value: Value) => boolean,
): boolean {
  const seen = new Set<Value>([start]);
  for (const value of seen) {
    if (!(value instanceof Instruction) || seen.size > longestChain) continue;
    if (value.opcode === "ptrtoint" || value.opcode === "ptrtoaddr") return true;
    const isMoved = value.opcode === "sub" && !mayHoldAddress(value.operand(1));
    if (isMoved) seen.add(value.operand(0));
    else if (stepping.has(value.opcode)) for (const each of value.operands) seen.add(each);
  }
  return false;
}
