/** Phis of the bits of floats, which nobody takes for anything else, become phis of floats. */
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CastInst, PhiInst } from "../ir/instructions.ts";
import { isFloating, scalarType, type Type } from "../ir/types.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { bitsOf, pieceOfBits } from "./piece-bits.ts";
import { type Emit, floatOf } from "./sign-bits.ts";

/** Makes them; true when there were any. */
export function mergeFloats(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (const phi of [...fn.instructions()]) {
    if (!(phi instanceof PhiInst) || scalarType(phi.type).kind !== "int") continue;
    changed = merge(phi, services) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function merge(phi: PhiInst, services: ModuleServices): boolean {
  const users = usersOf(phi).filter((user) => user !== phi && !user.isDebugRecord);
  const [type] = users.map((user) => floatMadeBy(user));
  if (type === null || type === undefined) return false;
  if (!users.every((user) => floatMadeBy(user) === type)) return false;
  const made = new PhiInst(type);
  const incoming = phi.incoming().map(({ value, block }) => {
    return { block, emit: value === phi ? (): Value => made : asFloat(value, type, services) };
  });
  if (incoming.some(({ emit }) => emit === null)) return false;
  const block = must(phi.parent, "the phi is in a block");
  made.name = phi.name;
  made.position = phi.position;
  block.insert(made, phi);
  for (const { emit, block: from } of incoming) {
    made.addIncoming(valueFrom(emit, from, services), from);
  }
  for (const user of users) {
    user.replaceAllUsesWith(made);
    user.erase();
  }
  phi.erase();
  return true;
}

function valueFrom(emit: Emit | null, from: BasicBlock, services: ModuleServices): Value {
  const end = must(from.terminator, "the block has a terminator");
  const build = new IRBuilder(InsertPoint.before(end), services);
  return must(emit, "every value is a float's")(build);
}

/** The type of the float, or of the vector of such, that `user` makes of bits. */
function floatMadeBy(user: Instruction): Type | null {
  const isCast = user instanceof CastInst && user.opcode === "bitcast";
  return isCast && isFloating(scalarType(user.type)) ? user.type : null;
}

/** The float of which `bits` are those; null where that is not seen. */
function asFloat(bits: Value, type: Type, services: ModuleServices): Emit | null {
  const known = bitsOf(bits);
  const constant = known === null ? null : pieceOfBits(known, { offset: 0, type }, services.layout);
  if (constant !== null) return () => constant;
  if (bits instanceof CastInst && bits.opcode === "bitcast" && bits.operand(0).type === type) {
    return () => bits.operand(0);
  }
  return floatOf(bits, type, services);
}
