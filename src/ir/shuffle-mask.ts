/** The mask of a shufflevector. */
import { ConstantAggregate, integerOf, Literal } from "../ir/constants.ts";
import type { Instruction } from "../ir/graph.ts";
import { at } from "../support/assert.ts";

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
