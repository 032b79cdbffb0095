/**
 * The zero that adjoints start from is -0.0: adding it to anything is exact and leaves the sign of a zero alone, so every optimiser
 * may drop the sum. With +0.0 it may not, and the first addition to each adjoint would stay in the code.
 */
import { ConstantAggregate, Literal } from "../ir/constants.ts";
import { Instruction, type Function } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { nullOf } from "../ir/literal.ts";
import { isFloating, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";
import { floatConstant } from "./emit-algebra.ts";

/** What an adjoint of that type starts from: -0.0 in each lane, or an aggregate of zeros. */
export function startOfAdjoint(type: Type): Value {
  return isFloating(type) ? floatConstant(type, -0) : nullOf(type);
}

function isNegativeZero(value: Value): boolean {
  if (value instanceof ConstantAggregate) return value.elements.every(isNegativeZero);
  if (!(value instanceof Literal)) return false;
  return /^-0(\.0*)?(e[+-]?0+)?$|^0x8(0{15})$|^0x[HR]8000$|^0xK80000{15}$|^0xL0{16}80{15}$/.test(
    value.text,
  );
}

/** Drops additions of -0.0, and phis that can only be -0.0. One worklist over the users of what changes. */
export function foldZeros(fn: Function): void {
  const work = new Worklist<Instruction>(fn.instructions());
  work.drain((inst) => {
    if (inst.parent === null) return;
    const same = foldedTo(inst);
    if (same === null) return;
    const users = [...inst.uses()].map(({ user }) => user);
    inst.replaceAllUsesWith(same);
    inst.erase();
    for (const user of users) if (user instanceof Instruction && user !== inst) work.add(user);
  });
}

/** What `inst` always is, or null. */
function foldedTo(inst: Instruction): Value | null {
  if (inst instanceof PhiInst) {
    const values = inst.incoming().map(({ value }) => value);
    const others = values.filter((value) => value !== inst);
    return others.length > 0 && others.every(isNegativeZero) ? (others[0] ?? null) : null;
  }
  if (inst.opcode !== "fadd") return null;
  const [a, b] = [inst.operand(0), inst.operand(1)];
  if (isNegativeZero(a) && b !== inst) return b;
  return isNegativeZero(b) && a !== inst ? a : null;
}
