/**
 * Integers that a loop shifts, doubles or halves in each of its iterations: what they are follows from what they began with and the number of
 * the iteration, so that the reverse sweep, which knows that number, need not keep them.
 */
import type { Loop } from "../analysis/loops.ts";
import { type IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import { ArithmeticInst, type PhiInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { IntType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";

/** The value before an iteration by that before the first; an `sdiv` rounds towards zero. */
type Shift = "shl" | "lshr" | "ashr" | "sdiv";

/** An integer that is shifted by `bits` at the end of each iteration. */
export interface Power {
  readonly phi: PhiInst;
  readonly type: IntType;
  readonly start: Value;
  readonly shift: Shift;
  readonly bits: number;
}

/** The phi of the loop's header as such an integer; null for another. */
export function powerOf(
  phi: PhiInst,
  { preheader, latch }: Pick<Loop, "preheader" | "latch">,
): Power | null {
  const { type } = phi;
  if (type.kind !== "int" || type.bits > 64 || preheader === null || latch === null) return null;
  const update = phi.valueFrom(latch);
  if (!(update instanceof ArithmeticInst)) return null;
  const found = shiftOf(update, phi);
  if (found === null || found.bits <= 0 || found.bits >= type.bits) return null;
  return { phi, type, start: phi.valueFrom(preheader), ...found };
}

function shiftOf(
  update: ArithmeticInst,
  phi: PhiInst,
): { readonly shift: Shift; readonly bits: number } | null {
  const { opcode } = update;
  const [first, second] = [update.operand(0), update.operand(1)];
  if (opcode === "add" && first === phi && second === phi) return { shift: "shl", bits: 1 };
  if (opcode === "mul" && second === phi) return powered(first, "shl");
  if (first !== phi) return null;
  if (opcode === "shl" || opcode === "lshr" || opcode === "ashr") {
    const bits = integerOf(second);
    return bits === undefined ? null : { shift: opcode, bits: Number(bits) };
  }
  if (opcode === "mul") return powered(second, "shl");
  if (opcode === "udiv") return powered(second, "lshr");
  return opcode === "sdiv" ? powered(second, "sdiv") : null;
}

function powered(factor: Value, shift: Shift): { shift: Shift; bits: number } | null {
  const number = integerOf(factor);
  if (number === undefined || number <= 0n || (number & (number - 1n)) !== 0n) return null;
  return { shift, bits: number.toString(2).length - 1 };
}

/** Puts what follows from the `counter`, an i64, in the place of the phi. */
export function replacePower(power: Power, counter: Value, build: IRBuilder): void {
  const { phi } = power;
  build.point = InsertPoint.afterPhis(must(phi.parent, "phis are in blocks"));
  phi.replaceAllUsesWith(valueAt(power, counter, build));
  phi.erase();
}

function valueAt({ type, start, shift, bits }: Power, counter: Value, build: IRBuilder): Value {
  const wide = build.binary("mul", counter, constInt(counter.type, bits));
  const isThere = build.icmp("ult", wide, constInt(counter.type, type.bits));
  const narrow = type.bits === 64 ? wide : build.cast("trunc", wide, type);
  const most = constInt(type, shift === "ashr" ? type.bits - 1 : 0);
  const amount = build.select(isThere, narrow, most);
  const value =
    shift === "sdiv" ? quotient(start, amount, type, build) : build.binary(shift, start, amount);
  return shift === "ashr" ? value : build.select(isThere, value, constInt(type, 0));
}

/** Negative numbers are rounded up, as a division does. */
function quotient(start: Value, amount: Value, type: IntType, build: IRBuilder): Value {
  const one = constInt(type, 1);
  const rest = build.binary("sub", build.binary("shl", one, amount), one);
  const sign = build.binary("ashr", start, constInt(type, type.bits - 1));
  const rounded = build.binary("add", start, build.binary("and", sign, rest));
  return build.binary("ashr", rounded, amount);
}
