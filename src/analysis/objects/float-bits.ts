/**
 * Floats that are stored as integers: the lanes of vectors are moved about as integers of any width, and what is stored is floats
 * all the same.
 */
import { Instruction } from "../../ir/graph.ts";
import { maskOf, wholeLanes } from "../../ir/shuffle-mask.ts";
import { isFloating, scalarType, type Type, type TypeTable } from "../../ir/types.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import type { Value } from "../../ir/value.ts";

/** Longer chains are left alone. */
const longestChain = 8;

/** The floats of which the value is the bits, where casts and moves of whole lanes show that; its own type otherwise. */
export function typeOfBits(value: Value, layout: DataLayout, types: TypeTable): Type {
  const float = floatIn(value, layout, longestChain);
  if (float === null || value.type === float) return value.type;
  const count = layout.bitSize(value.type) / layout.bitSize(float);
  return count === 1 ? float : types.vector(float, count);
}

/** The one kind of float of which the value is whole ones, one beside the other; null where that is not clear. */
function floatIn(value: Value, layout: DataLayout, steps: number): Type | null {
  if (layout.isScalable(value.type)) return null;
  const scalar = scalarType(value.type);
  if (isFloating(scalar)) return scalar;
  if (scalar.kind !== "int" || !(value instanceof Instruction) || steps === 0) return null;
  if (value.opcode === "bitcast" || value.opcode === "freeze") {
    return floatIn(value.operand(0), layout, steps - 1);
  }
  if (value.opcode !== "shufflevector") return null;
  const float = floatIn(value.operand(0), layout, steps - 1);
  if (float === null || !movesWhole(value, float, layout)) return null;
  const { type } = value.operand(0);
  const own = type.kind === "vector" ? type.length : 1;
  if (maskOf(value).every((lane) => lane < own)) return float;
  return floatIn(value.operand(1), layout, steps - 1) === float ? float : null;
}

/** The floats as which all that is done with a loaded integer takes it; its own type where that is not clear. */
export function typeOfUses(load: Instruction, layout: DataLayout, types: TypeTable): Type {
  const { type } = load;
  if (scalarType(type).kind !== "int" || !load.isUsed) return type;
  const float = floatOutOf(load, layout, longestChain);
  if (float === null) return type;
  const count = layout.bitSize(type) / layout.bitSize(float);
  if (!Number.isInteger(count)) return type;
  return count === 1 ? float : types.vector(float, count);
}

/** The one kind of float that all uses of the bits make of them; null where that is not clear. */
function floatOutOf(value: Instruction, layout: DataLayout, steps: number): Type | null {
  if (steps === 0 || layout.isScalable(value.type)) return null;
  let found: Type | null = null;
  for (const { user } of value.uses()) {
    const float = user instanceof Instruction ? floatMadeBy(user, layout, steps) : null;
    if (float === null || (found !== null && found !== float)) return null;
    found = float;
  }
  return found;
}

function floatMadeBy(user: Instruction, layout: DataLayout, steps: number): Type | null {
  if (user.opcode === "bitcast" || user.opcode === "freeze") {
    const scalar = scalarType(user.type);
    return isFloating(scalar) ? scalar : floatOutOf(user, layout, steps - 1);
  }
  if (user.opcode !== "shufflevector") return null;
  const float = floatOutOf(user, layout, steps - 1);
  return float !== null && movesWhole(user, float, layout) ? float : null;
}

/** Does a shuffle of integers move whole floats? */
function movesWhole(shuffle: Instruction, float: Type, layout: DataLayout): boolean {
  const parts = layout.bitSize(float) / layout.bitSize(scalarType(shuffle.type));
  const lanes = maskOf(shuffle);
  const isWhole = Number.isInteger(parts) && lanes.length % parts === 0;
  return isWhole && wholeLanes(lanes, parts) !== null;
}
