/**
 * Shadows of integers that are moved by whole bytes: masked, or packed with others. Of floats, and of parts of pointers, the same is done to
 * the shadow; where the whole of an address is in the integer, its shadow stays as far from it as it was, as memory is aligned, and its
 * shadow is not. Which it is shows when the program runs.
 */
import { integerOf } from "../ir/constants.ts";
import type { IRBuilder } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { areAddresses } from "./offset-bits.ts";

/** More than a page and its like: what is left are not the last bits of an address, but a half of it. */
const lastBits = 24n;

/**
 * The shadow of `inst`, which masks or packs integers; where addresses have not 64 bits, and so look like numbers, what was moved.
 * @param moved what the same instruction makes of the shadows
 * @param shadows those of the operands of `inst`, zeros where one has none
 */
export function shadowOfMoved(
  inst: Instruction,
  moved: Value,
  shadows: readonly Value[],
  build: IRBuilder,
): Value {
  const type = scalarType(inst.type);
  if (type.kind !== "int" || type.bits !== 64 || build.module.layout.pointerBits(0) !== 64)
    return moved;
  const [left, right] = shadows;
  if (inst.opcode === "and" && left !== undefined) return masked(inst, moved, left, build);
  if (inst.opcode !== "or" || left === undefined || right === undefined) return moved;
  const other = { value: inst.operand(1), shadow: right };
  const first = packed(inst, moved, { value: inst.operand(0), shadow: left }, right, build);
  return packed(inst, first, other, left, build);
}

function masked(inst: Instruction, moved: Value, shadow: Value, build: IRBuilder): Value {
  const value = inst.operand(0);
  const mask = BigInt.asUintN(64, integerOf(inst.operand(1)) ?? 0n);
  const isLow = mask >> lastBits === 0n;
  const isHigh = (mask | ((1n << lastBits) - 1n)) === (1n << 64n) - 1n;
  if (!isLow && !isHigh) return moved;
  const both = areAddresses(value, shadow, build);
  const distance = build.binary("sub", shadow, value);
  const kept = isLow ? nullOf(inst.type) : build.binary("add", inst, distance);
  return build.select(both, kept, moved);
}

interface Part {
  readonly value: Value;
  readonly shadow: Value;
}

/** `part` is an address, not the half of one, and what it is packed with is a number, as a tag is. */
function packed(
  inst: Instruction,
  otherwise: Value,
  { value, shadow }: Part,
  other: Value,
  build: IRBuilder,
): Value {
  const isNumber = build.icmp("eq", other, nullOf(other.type));
  const lower = build.binary("and", build.binary("or", value, shadow), lowHalf(value));
  const isWhole = build.icmp("ne", lower, nullOf(lower.type));
  const isAddress = build.binary("and", areAddresses(value, shadow, build), isWhole);
  const distance = build.binary("sub", shadow, value);
  const both = build.binary("and", isAddress, isNumber);
  return build.select(both, build.binary("add", inst, distance), otherwise);
}

function lowHalf({ type }: Value): Value {
  return constInt(type, 0xffffffffn);
}
