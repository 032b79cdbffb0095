/**
 * A phi of integers that are loaded, and of which only parts are taken out afterwards, becomes a phi of each part: pairs of floats are
 * loaded as one integer where a loop ends in several places.
 */
import { must } from "../support/assert.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf, Literal } from "../ir/constants.ts";
import type { Instruction } from "../ir/graph.ts";
import { type Function, type ModuleContext } from "../ir/graph.ts";
import { CastInst, LoadInst, PhiInst } from "../ir/instructions.ts";
import { constInt, undefOf } from "../ir/literal.ts";
import type { IntType } from "../ir/types.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";

/** Splits the phis; true when there were any. */
export function splitPackedPhis(fn: Function): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (inst instanceof PhiInst && inst.type.kind === "int")
      changed = split(inst, fn.module) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** A part that is taken out, by a `trunc` of the integer itself or of what is shifted down. */
interface Part {
  readonly low: number;
  readonly taken: CastInst;
}

function split(phi: PhiInst, module: ModuleContext): boolean {
  const parts = partsOf(phi);
  const incoming = phi.incoming();
  if (parts === null || !incoming.every(({ value }) => isSource(value))) return false;
  if (!incoming.some(({ value }) => value instanceof LoadInst)) return false;
  const made = new Map<string, PhiInst>();
  for (const { low, taken } of parts) {
    const type = taken.type as IntType;
    const key = `${low} ${type.bits}`;
    const part = made.get(key) ?? phiOfPart(phi, low, type, module);
    made.set(key, part);
    taken.replaceAllUsesWith(part);
    taken.erase();
  }
  for (const user of usersOf(phi)) user.erase();
  phi.erase();
  return true;
}

/** All that is done with the integer; null where it is more than taking parts out. */
function partsOf(phi: PhiInst): Part[] | null {
  const parts: Part[] = [];
  for (const user of usersOf(phi)) {
    if (isTaken(user)) {
      parts.push({ low: 0, taken: user });
      continue;
    }
    const by =
      user.opcode === "lshr" && user.operand(0) === phi ? integerOf(user.operand(1)) : undefined;
    if (by === undefined) return null;
    for (const inner of usersOf(user)) {
      if (!isTaken(inner)) return null;
      parts.push({ low: Number(by), taken: inner });
    }
  }
  return parts.length > 1 ? parts : null;
}

function isTaken(user: Instruction): user is CastInst {
  return user instanceof CastInst && user.opcode === "trunc";
}

function isSource(value: Value): boolean {
  if (value instanceof LoadInst) return !value.isVolatile && !value.isAtomic;
  return value instanceof Literal && (integerOf(value) !== undefined || isUndefined(value));
}

function isUndefined(value: Literal): boolean {
  return value.text === "undef" || value.text === "poison";
}

function phiOfPart(phi: PhiInst, low: number, type: IntType, module: ModuleContext): PhiInst {
  const part = new PhiInst(type);
  part.position = phi.position;
  must(phi.parent, "the phi is in a block").insert(part, phi);
  for (const { value, block } of phi.incoming())
    part.addIncoming(partOf(value, low, type, module), block);
  return part;
}

function partOf(value: Value, low: number, type: IntType, module: ModuleContext): Value {
  if (value instanceof LoadInst) {
    const build = new IRBuilder(InsertPoint.after(value), module);
    const shifted = low === 0 ? value : build.binary("lshr", value, constInt(value.type, low));
    return build.cast("trunc", shifted, type);
  }
  const known = integerOf(value);
  const whole = (value.type as IntType).bits;
  return known === undefined
    ? undefOf(type)
    : constInt(type, BigInt.asUintN(type.bits, BigInt.asUintN(whole, known) >> BigInt(low)));
}
