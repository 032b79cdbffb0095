/**
 * The exponent and the sign of a float, taken out of its bits as an integer: as the float varies they stay the same, but at powers of
 * two and at zero, so nothing that is computed from them alone has a derivative.
 */
import { integerOf } from "../ir/constants.ts";
import { Instruction } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";

/** Explicit bits of the significand, by the type of the float. Formats whose leading bit is explicit are not looked into. */
const significandBits: ReadonlyMap<string, number> = new Map([
  ["half", 10],
  ["bfloat", 7],
  ["float", 23],
  ["double", 52],
  ["fp128", 112],
]);

/** Longer chains are left alone. */
const longestChain = 8;

/** Bits of a float, moved down. */
interface Upper {
  /** The bit of the float that the lowest one is. */
  readonly base: number;
  /** The lowest bit of the float that may be in it: what is below has been masked. */
  readonly lowest: number;
  readonly significand: number;
}

/** Does `inst` take bits of a float that lie above its significand, and no others? */
export function takesExponent(inst: Instruction): boolean {
  if (!["lshr", "ashr", "and", "trunc"].includes(inst.opcode)) return false;
  const upper = upperBits(inst, longestChain);
  return upper !== null && upper.lowest >= upper.significand;
}

function upperBits(value: Value, steps: number): Upper | null {
  if (!(value instanceof Instruction) || steps === 0 || value.type.kind !== "int") return null;
  const [inner] = value.operands;
  if (inner === undefined) return null;
  if (value.opcode === "bitcast") {
    const significand = significandBits.get(inner.type.text);
    return significand === undefined ? null : { base: 0, lowest: 0, significand };
  }
  if (value.opcode === "trunc" || value.opcode === "zext") return upperBits(inner, steps - 1);
  if (value.opcode === "lshr" || value.opcode === "ashr") {
    return shifted(upperBits(inner, steps - 1), integerOf(value.operand(1)));
  }
  return value.opcode === "and" ? maskedBits(value, inner, steps) : null;
}

function maskedBits(value: Instruction, inner: Value, steps: number): Upper | null {
  const [first, second] = [integerOf(inner), integerOf(value.operand(1))];
  const mask = second ?? first;
  const masked = second === undefined ? value.operand(1) : inner;
  if (mask === undefined) return null;
  const upper = upperBits(masked, steps - 1);
  if (upper === null) return null;
  return { ...upper, lowest: Math.max(upper.lowest, upper.base + zerosBelow(mask)) };
}

function shifted(upper: Upper | null, by: bigint | undefined): Upper | null {
  if (upper === null || by === undefined) return null;
  const base = upper.base + Number(by);
  return { ...upper, base, lowest: Math.max(upper.lowest, base) };
}

/** How many zeros a mask ends in; none of it is needed where it is all zeros. */
function zerosBelow(mask: bigint): number {
  let count = 0;
  while (count < 128 && ((mask >> BigInt(count)) & 1n) === 0n) count++;
  return count;
}
