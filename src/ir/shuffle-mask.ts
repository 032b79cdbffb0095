/** The mask of a shufflevector. */
import { at } from "../support/assert.ts";
import { ConstantAggregate, integerOf, Literal } from "./constants.ts";
import type { Instruction } from "./graph.ts";
import { constInt, poisonOf } from "./literal.ts";
import type { TypeTable } from "./types.ts";

/** The lanes of the mask; -1 where undefined. Scalable masks are splats of lane 0 and are refused before. */
export function maskOf(inst: Instruction): number[] {
  const mask = inst.operand(2);
  const { type } = mask;
  if (type.kind !== "vector") throw new Error("a shuffle's mask is a vector");
  if (mask instanceof Literal) {
    return Array.from({ length: type.length }, () => (mask.text === "zeroinitializer" ? 0 : -1));
  }
  if (!(mask instanceof ConstantAggregate)) throw new Error("a shuffle's mask is a constant");
  return Array.from({ length: type.length }, (_, i) => {
    const lane = integerOf(at(mask.elements, mask.form === "splat" ? 0 : i));
    return lane === undefined ? -1 : Number(lane);
  });
}

/** A mask of these lanes; -1 where undefined. */
export function maskFrom(lanes: readonly number[], types: TypeTable): ConstantAggregate {
  const elements = lanes.map((lane) =>
    lane < 0 ? poisonOf(types.i32) : constInt(types.i32, lane),
  );
  return new ConstantAggregate(types.vector(types.i32, lanes.length), "vector", elements);
}

/** The lanes of `parts` times the width that a mask moves; -1 for one that is undefined, null where a lane is torn. */
export function wholeLanes(mask: readonly number[], parts: number): number[] | null {
  const lanes: number[] = [];
  for (let i = 0; i < mask.length; i += parts) {
    const group = mask.slice(i, i + parts);
    const [first = -1] = group;
    const isUndefinedLane = group.every((lane) => lane < 0);
    const isWhole = first % parts === 0 && group.every((lane, k) => lane === first + k);
    if (!isUndefinedLane && !isWhole) return null;
    lanes.push(isUndefinedLane ? -1 : first / parts);
  }
  return lanes;
}
