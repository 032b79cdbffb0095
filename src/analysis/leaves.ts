/** The scalars that accesses and declared types put at places of an object. */
import type { DataLayout } from "../ir/datalayout.ts";
import type { StructType, Type } from "../ir/types.ts";
import type { TagType } from "./tbaa.ts";
import { exactly, negated, type Place, placesOverlap, plus, stepping } from "./offsets.ts";

/** See {@link Leaf.tag}. */
export type Tag = TagType | "declared" | null;

/** One scalar at one place. The padding of a struct is a {@link plainByte} for each of its bytes. */
export interface Leaf {
  readonly type: Type;
  readonly place: Place;
  /** What type-based alias information says of the access that is the evidence; "declared" where it is no access. */
  readonly tag: Tag;
}

/** A byte of which a struct's declaration says that it is no part of a float; arrays of bytes may be storage of anything. */
export const plainByte: Type = { kind: "int", bits: 8, text: "byte" };

/** The scalars of a type with their places; the elements of an array or vector are folded. */
export function leavesOf(
  type: Type,
  place: Place,
  layout: DataLayout,
  into: Leaf[],
  tag: Tag,
): void {
  if (type.kind === "array" || type.kind === "vector") {
    if (type.length === 0) return;
    const stride = layout.sizeOf(type.element);
    const elements = { offset: 0, stride, low: 0, high: (type.length - 1) * stride };
    const all = type.length === 1 ? place : plus(place, elements);
    leavesOf(type.element, all, layout, into, tag);
  } else if (type.kind === "struct") {
    (type.fields ?? []).forEach((field, i) => {
      const here = plus(place, exactly(layout.fieldOffset(type, i)));
      const isByte = field.kind === "int" && field.bits <= 8;
      leavesOf(isByte ? plainByte : field, here, layout, into, tag);
    });
    for (const [offset, byte] of paddingOf(type, layout)) {
      into.push({ type: byte, place: plus(place, exactly(offset)), tag });
    }
  } else into.push({ type, place, tag });
}

/** The offsets of the bytes of a struct that belong to no field, each with the type of a byte. */
function* paddingOf(type: StructType, layout: DataLayout): Generator<readonly [number, Type]> {
  let end = 0;
  for (const [i, field] of (type.fields ?? []).entries()) {
    const start = layout.fieldOffset(type, i);
    for (; end < start; end++) yield [end, plainByte];
    end = start + layout.storeSize(field);
  }
  for (const size = layout.sizeOf(type); end < size; end++) yield [end, plainByte];
}

/** May the leaf lie, in part, in the first `bytes` bytes (null: all) from a pointer at `start`? */
export function reaches(
  leaf: Leaf,
  start: Place,
  bytes: number | null,
  layout: DataLayout,
): boolean {
  const size = layout.storeSize(leaf.type);
  if (bytes !== null) return placesOverlap(leaf.place, size, start, bytes);
  return leaf.place.high + size > start.low;
}

/** Where a leaf lies from `start`, as far as the first `bytes` bytes from there (null: all) go. */
export function distanceOf(
  leaf: Leaf,
  start: Place,
  bytes: number | null,
  layout: DataLayout,
): Place {
  const distance = plus(leaf.place, negated(start));
  const low = Math.max(distance.low, 1 - layout.storeSize(leaf.type));
  return { ...distance, low, high: Math.min(distance.high, (bytes ?? Infinity) - 1) };
}

/**
 * The leaf at that distance from `to`; coarsely, at every multiple of its size from there. A copy hands on the type under which its
 * bytes are accessed (C11 6.5).
 */
export function moved(
  { type, tag }: Leaf,
  distance: Place,
  to: Place,
  coarsely: boolean,
  layout: DataLayout,
): Leaf {
  const place = plus(distance, to);
  if (!coarsely) return { type, place, tag };
  const { offset, stride } = plus(place, stepping(0, layout.storeSize(type)));
  return { type, place: stepping(offset, stride), tag };
}
