/**
 * The pointers that a node holds: slots that share no byte with one another. Exact slots of a word's size are found by their
 * offset; the few others are looked at one by one.
 */
import { bounds, isExact, join, overlap, type Place, samePlace } from "./place.ts";

/** Bytes that hold pointers, and where those point (a `Cell`, which is made of nodes). */
export interface SlotOf<Target> {
  place: Place;
  size: number;
  target: Target;
}

const bucketBytes = 8;
const mostBuckets = 4;

/** The slots of one node. */
export class SlotTable<Target> {
  private readonly all = new Set<SlotOf<Target>>();
  private readonly buckets = new Map<number, Set<SlotOf<Target>>>();
  private readonly wide = new Set<SlotOf<Target>>();

  get size(): number {
    return this.all.size;
  }

  /** The slots, in order of their making. Safe while slots are removed or added. */
  list(): SlotOf<Target>[] {
    return [...this.all];
  }

  /** The slots that may share a byte with `size` bytes at `place`. */
  overlapping(place: Place, size: number): SlotOf<Target>[] {
    const found: SlotOf<Target>[] = [];
    const near = bucketsOf(place, size);
    if (near === null) {
      for (const slot of this.all) {
        if (overlap(slot.place, slot.size, place, size)) found.push(slot);
      }
      return found;
    }
    const seen = new Set<SlotOf<Target>>(this.wide);
    for (const bucket of near) {
      for (const slot of this.buckets.get(bucket) ?? []) seen.add(slot);
    }
    for (const slot of seen) {
      if (overlap(slot.place, slot.size, place, size)) found.push(slot);
    }
    return found;
  }

  /** Takes a slot in, which must overlap no other. */
  add(slot: SlotOf<Target>): void {
    this.all.add(slot);
    const near = bucketsOf(slot.place, slot.size);
    if (near === null) {
      this.wide.add(slot);
      return;
    }
    for (const bucket of near) {
      const known = this.buckets.get(bucket);
      if (known === undefined) this.buckets.set(bucket, new Set([slot]));
      else known.add(slot);
    }
  }

  /** Takes a slot out. */
  remove(slot: SlotOf<Target>): void {
    this.all.delete(slot);
    this.wide.delete(slot);
    for (const bucket of bucketsOf(slot.place, slot.size) ?? []) {
      this.buckets.get(bucket)?.delete(slot);
    }
  }
}

/** The place and size that cover both slots' bytes. */
export function covering(
  a: { readonly place: Place; readonly size: number },
  b: { readonly place: Place; readonly size: number },
): { place: Place; size: number } {
  if (samePlace(a.place, b.place)) return { place: a.place, size: Math.max(a.size, b.size) };
  if (isExact(a.place) && isExact(b.place)) {
    const low = Math.min(a.place.offset, b.place.offset);
    const high = Math.max(a.place.offset + a.size, b.place.offset + b.size);
    return { place: a.place.offset <= b.place.offset ? a.place : b.place, size: high - low };
  }
  return { place: join(a.place, b.place), size: Math.max(a.size, b.size) };
}

function bucketsOf(place: Place, size: number): number[] | null {
  const { low, high } = bounds(place);
  const first = Math.floor(low / bucketBytes);
  const last = Math.floor((high + Math.max(size, 1) - 1) / bucketBytes);
  if (!Number.isFinite(first) || !(last - first < mostBuckets)) return null;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
