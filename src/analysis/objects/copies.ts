/** Copies of bytes: what one end holds the other may hold, at the same distance from it. */
import type { ObjectGraph } from "./graph.ts";
import { type Cell, current, type Evidence } from "./node.ts";
import {
  bounds,
  clipped,
  exactly,
  isExact,
  minus,
  multiples,
  overlap,
  type Place,
  plus,
} from "./place.ts";

/** What holds more pieces of evidence than this has been copied round and round: where exactly its bytes go is not told apart any more. */
const mostApart = 400;

/**
 * Joins the pointers and the kinds of scalars in `bytes` bytes (infinite: not known) behind `to` and `from`. The evidence goes both ways,
 * since bytes that are a float at one end are a float at the other. Copies in a circle could go on for ever: what is copied late
 * becomes one node.
 * @param mayMove whether what is known of some bytes may be of some that are copied
 */
export function copyBytes(
  graph: ObjectGraph,
  to: Cell,
  from: Cell,
  bytes: number,
  isLatePass: boolean,
  mayMove: (evidence: Evidence) => boolean = () => true,
): void {
  const ends = [current(to).node, current(from).node];
  const isLate = isLatePass || ends.some(({ evidence }) => evidence.size > mostApart);
  if (isLate && ends[0] !== ends[1]) graph.unify(to, from);
  const extent = { bytes, isLate, mayMove };
  copyOneWay(graph, to, from, extent);
  copyOneWay(graph, from, to, extent);
}

/** How much is copied, and whether that is to come to an end. */
interface Extent {
  readonly bytes: number;
  readonly isLate: boolean;
  readonly mayMove: (evidence: Evidence) => boolean;
}

function copyOneWay(graph: ObjectGraph, to: Cell, from: Cell, extent: Extent): void {
  const { bytes } = extent;
  const source = current(from);
  for (const { place, size, target } of source.node.slots.list()) {
    if (!overlap(source.place, bytes, place, size)) continue;
    const now = current(from);
    // A node that was merged meanwhile has its slots elsewhere: the next pass finds them.
    if (now.node !== source.node) return;
    const there = landing({ place, size }, now, current(to), extent);
    graph.store({ node: current(to).node, place: there }, size, target);
  }
  const [start, end] = [current(from), current(to)];
  for (const evidence of [...start.node.evidence.values()]) {
    if (!overlap(start.place, bytes, evidence.place, evidence.size)) continue;
    if (!extent.mayMove(evidence)) continue;
    const copied: Evidence = {
      ...evidence,
      place: landing(evidence, start, end, extent),
      isRead: false,
      isWritten: false,
    };
    graph.addEvidence(end.node, copied);
  }
}

/** The part of a place that is copied. */
function inRange(what: Bytes, from: Cell, bytes: number): Place {
  if (!isExact(from.place)) return what.place;
  const { offset } = from.place;
  return clipped(what.place, what.size, offset, offset + bytes);
}

interface Bytes {
  readonly place: Place;
  readonly size: number;
}

/**
 * Where what one end holds is at the other. A copy within one object may be repeated, each time as far on; what lies between the ends of a
 * copy between two known places comes to lie between those of the other, and goes no further.
 */
function landing(what: Bytes, from: Cell, to: Cell, extent: Extent): Place {
  const place = inRange(what, from, extent.bytes);
  const distance = minus(to.place, from.place);
  if (from.node !== to.node) return plus(place, distance);
  const { low, high } = bounds(distance);
  if (low === 0 && high === 0) return place;
  if (isMovedOnce({ place, size: what.size }, from, to, extent)) return plus(place, distance);
  const steps = distance.steps.map(({ stride }) => multiples(stride));
  const offset = distance.offset === 0 ? exactly(0) : multiples(distance.offset);
  return plus(place, steps.reduce(plus, offset));
}

/** Do the bytes lie between the ends of a copy of which both ends are known, and do not overlap? */
function isMovedOnce(
  { place, size }: Bytes,
  from: Cell,
  to: Cell,
  { bytes, isLate }: Extent,
): boolean {
  if (isLate || !isExact(from.place) || !isExact(to.place)) return false;
  const [start, distance] = [from.place.offset, to.place.offset - from.place.offset];
  const { low, high } = bounds(place);
  return bytes <= Math.abs(distance) && low >= start && high + size <= start + bytes;
}
