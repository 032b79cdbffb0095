/** The scalars that accesses and declared types put at places of a memory object. */
import type { Function } from "../ir/graph.ts";
import type { Type } from "../ir/types.ts";
import { bounds, exactly, minus, overlap, type Place } from "./objects/place.ts";
import type { Scalar } from "./objects/types.ts";
import type { TagType } from "./tbaa.ts";

/** See {@link Leaf.tag}. */
export type Tag = TagType | "vtable" | "declared" | null;

/** One scalar at one place. */
export interface Leaf extends Scalar {
  /** What type-based alias information says of the access that is the evidence; "declared" where it is no access. */
  readonly tag: Tag;
  /** An integer that is only moved from memory to memory: its type says nothing. */
  readonly isMove: boolean;
  /** The one function whose accesses say it; null where several do. */
  readonly origin: Function | null;
}

/** May one of the scalars lie, in part, in the first `bytes` bytes (null: all) from a pointer at `start`? */
export function reaches(leaf: Scalar, start: Place, bytes: number | null): boolean {
  return overlap(leaf.place, leaf.size, start, bytes ?? Infinity);
}

/**
 * At which distances from a pointer at `start` scalars of the leaf may begin so that a part of them is in the first `bytes` bytes
 * from there; each once, none left out.
 */
export function* distances(leaf: Scalar, start: Place, bytes: number): Generator<number> {
  const distance = minus(leaf.place, start);
  const [first, last] = [1 - leaf.size, bytes - 1];
  const [step, more] = distance.steps;
  if (step === undefined) {
    if (first <= distance.offset && distance.offset <= last) yield distance.offset;
    return;
  }
  if (more === undefined) {
    const { low, high } = bounds(distance);
    const from = Math.max(Math.ceil((first - distance.offset) / step.stride), step.low);
    for (
      let at = distance.offset + from * step.stride;
      at <= Math.min(last, high);
      at += step.stride
    )
      if (at >= low) yield at;
    return;
  }
  for (let at = first; at <= last; at++) if (overlap(distance, 1, exactly(at), 1)) yield at;
}

/** Is it a byte, which may be storage of anything? */
export function isByte(type: Type): boolean {
  return type.kind === "int" && type.bits <= 8;
}

/** May the two share a byte? */
export function leavesMeet(a: Scalar, b: Scalar): boolean {
  return overlap(a.place, a.size, b.place, b.size);
}
