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

/**
 * Joins the pointers and the kinds of scalars in `bytes` bytes (infinite: not known) behind `to` and `from`. The evidence goes both ways,
 * since bytes that are a float at one end are a float at the other. Copies in a circle could go on for ever: what is copied late
 * becomes one node.
 */
export function copyBytes(
  graph: ObjectGraph,
  to: Cell,
  from: Cell,
  bytes: number,
  isLate: boolean,
): void {
  if (isLate && current(to).node !== current(from).node) graph.unify(to, from);
  copyOneWay(graph, to, from, bytes);
  copyOneWay(graph, from, to, bytes);
}

function copyOneWay(graph: ObjectGraph, to: Cell, from: Cell, bytes: number): void {
  const source = current(from);
  for (const { place, size, target } of source.node.slots.list()) {
    if (!overlap(source.place, bytes, place, size)) continue;
    const now = current(from);
    // A node that was merged meanwhile has its slots elsewhere: the next pass finds them.
    if (now.node !== source.node) return;
    const there = landing(inRange({ place, size }, now, bytes), now, current(to), bytes);
    graph.store({ node: current(to).node, place: there }, size, target);
  }
  const [start, end] = [current(from), current(to)];
  for (const evidence of [...start.node.evidence.values()]) {
    if (!overlap(start.place, bytes, evidence.place, evidence.size)) continue;
    const copied: Evidence = {
      ...evidence,
      place: landing(inRange(evidence, start, bytes), start, end, bytes),
      isRead: false,
      isWritten: false,
    };
    graph.addEvidence(end.node, copied);
  }
}

function inRange(what: { place: Place; size: number }, from: Cell, bytes: number): Place {
  if (!isExact(from.place)) return what.place;
  const { offset } = from.place;
  return clipped(what.place, what.size, offset, offset + bytes);
}

/** So often at most the same copy moves what it has moved once more before it is taken to do so for ever. */
const mostRepeated = 64;

/**
 * Where what lies at `place` of the one end is at the other. A copy within one object may be repeated, each time as far on; between two
 * known places that ends where the bytes that are copied end.
 */
function landing(place: Place, from: Cell, to: Cell, bytes: number): Place {
  const distance = minus(to.place, from.place);
  if (from.node !== to.node) return plus(place, distance);
  const { low, high } = bounds(distance);
  if (low === 0 && high === 0) return place;
  const isFixed = isExact(from.place) && isExact(to.place);
  if (isFixed && bytes <= mostRepeated * Math.abs(distance.offset)) return plus(place, distance);
  const steps = distance.steps.map(({ stride }) => multiples(stride));
  const offset = distance.offset === 0 ? exactly(0) : multiples(distance.offset);
  return plus(place, steps.reduce(plus, offset));
}
