/** Phis of the bits of floats, which nobody takes for anything else, become phis of floats. */
import type { Function, Instruction } from "../ir/graph.ts";
import { CastInst, PhiInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { bitsOf, pieceOfBits } from "./piece-bits.ts";

/** Makes them; true when there were any. */
export function mergeFloats(fn: Function): boolean {
  let changed = false;
  for (const phi of [...fn.instructions()]) {
    if (phi instanceof PhiInst && phi.type.kind === "int") changed = merge(phi) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function merge(phi: PhiInst): boolean {
  const users = usersOf(phi).filter((user) => user !== phi && !user.isDebugRecord);
  const [type] = users.map((user) => floatMadeBy(user));
  if (type === null || type === undefined) return false;
  if (!users.every((user) => floatMadeBy(user) === type)) return false;
  const incoming = phi.incoming().map(({ value, block }) => {
    return { block, value: value === phi ? phi : asFloat(value, type, phi) };
  });
  if (incoming.some(({ value }) => value === null)) return false;
  const block = must(phi.parent, "the phi is in a block");
  const made = new PhiInst(type);
  made.name = phi.name;
  made.position = phi.position;
  block.insert(made, phi);
  for (const { value, block: from } of incoming) {
    made.addIncoming(value === phi ? made : must(value, "every value is a float's"), from);
  }
  for (const user of users) {
    user.replaceAllUsesWith(made);
    user.erase();
  }
  phi.erase();
  return true;
}

/** The type of the float that `user` makes of bits. */
function floatMadeBy(user: Instruction): Type | null {
  const isCast = user instanceof CastInst && user.opcode === "bitcast";
  return isCast && user.type.kind === "float" ? user.type : null;
}

/** The float of which `bits` are those; null where that is not seen. */
function asFloat(bits: Value, type: Type, phi: PhiInst): Value | null {
  if (bits instanceof CastInst && bits.opcode === "bitcast") {
    return bits.operand(0).type === type ? bits.operand(0) : null;
  }
  const known = bitsOf(bits);
  if (known === null) return null;
  const { layout } = must(phi.parent?.parent, "the phi is in a function").module;
  return pieceOfBits(known, { offset: 0, type }, layout);
}
