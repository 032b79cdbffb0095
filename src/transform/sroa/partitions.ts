/**
 * How a slot is cut: into ranges of bytes such that every load and store lies in one of them, each range with the type
 * it is to have, if one type serves all that is done with it.
 */
import type { DataLayout } from "../../ir/datalayout.ts";
import { LoadInst } from "../../ir/instructions.ts";
import type { ModuleContext } from "../../ir/graph.ts";
import type { Type } from "../../ir/types.ts";
import { at } from "../../support/assert.ts";
import type { AccessSlice, Range, Slice, SlotUses } from "./slices.ts";

/** One part of the slot. */
export interface Partition extends Range {
  /** The type of the new slot, which every access reads or writes whole; null when the part must stay plain bytes. */
  readonly type: Type | null;
  /** False when nothing reads the part: what writes it may go. */
  readonly isRead: boolean;
}

/** How a slot is to be cut. */
export interface Plan {
  /** In ascending order; bytes that nothing touches are in none. */
  readonly parts: readonly Partition[];
  /** The accesses that must be cut at the borders of the parts. */
  readonly wide: ReadonlySet<Slice>;
}

/** Plans the cutting of a slot of which all uses are known. */
export function partition(uses: SlotUses, module: ModuleContext): Plan {
  const { layout } = module;
  const accesses = uses.slices.filter((slice) => slice.kind === "access");
  const moves = uses.slices.filter((slice) => slice.kind !== "access");
  const wide = wideAccesses(accesses, moves, layout);
  for (;;) {
    const solid = mergeOverlapping(accesses.filter((access) => !wide.has(access)));
    const cuttable = [...moves, ...wide];
    const cuts = elementCuts(cutPoints([...solid, ...cuttable]), wide, layout);
    // A vector is cut between elements only; one that cannot be stays whole, which makes a part larger.
    const stuck = [...wide].filter((access) => !isCutCleanly(access, solid, cuts, layout));
    if (stuck.length === 0) {
      const ranges = withGaps(solid, cuttable, cuts);
      const inside = slicesByRange(ranges, uses.slices);
      const parts = ranges.map((range, i) => describe(range, at(inside, i), wide, module));
      return { parts, wide };
    }
    for (const access of stuck) wide.delete(access);
  }
}

/**
 * Vectors and integers that overlap a load or store not wider than they are, or of which a copy or fill moves a part: these
 * are cut, floats and pointers are not.
 */
function wideAccesses(
  accesses: readonly AccessSlice[],
  moves: readonly Range[],
  layout: DataLayout,
): Set<AccessSlice> {
  const sorted = groupByRange(accesses);
  const ends = cutPoints(moves);
  const wide = new Set<AccessSlice>();
  const note = ({ members }: Group): void => {
    for (const access of members) if (canCut(access.type, layout)) wide.add(access);
  };
  sorted.forEach((first, i) => {
    if (pointsInside(ends, first).length > 0) note(first);
    for (let j = i + 1; j < sorted.length; j++) {
      const second = at(sorted, j);
      if (second.begin >= first.end) break;
      const difference = lengthOf(first) - lengthOf(second);
      if (difference >= 0) note(first);
      if (difference <= 0) note(second);
    }
  });
  return wide;
}

/** The accesses of the same bytes. */
interface Group extends Range {
  readonly members: AccessSlice[];
}

/** Many accesses of one field are one group, so that comparing ranges is not quadratic in them. */
function groupByRange(accesses: readonly AccessSlice[]): Group[] {
  const groups = new Map<string, Group>();
  for (const access of accesses) {
    const { begin, end } = access;
    const key = `${begin} ${end}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { begin, end, members: [access] });
    else group.members.push(access);
  }
  return [...groups.values()].sort((a, b) => a.begin - b.begin || a.end - b.end);
}

const lengthOf = (range: Range): number => range.end - range.begin;

function canCut(type: Type, layout: DataLayout): boolean {
  if (type.kind === "int") return type.bits % 8 === 0 && !layout.bigEndian;
  return type.kind === "vector" && layout.bitSize(type.element) % 8 === 0;
}

function mergeOverlapping(ranges: readonly Range[]): Range[] {
  const merged: { begin: number; end: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.begin - b.begin)) {
    const last = merged.at(-1);
    if (last !== undefined && range.begin < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ begin: range.begin, end: range.end });
  }
  return merged;
}

/** The places where `ranges` begin or end, ascending. */
function cutPoints(ranges: readonly Range[]): number[] {
  const points = new Set<number>();
  for (const { begin, end } of ranges) points.add(begin).add(end);
  return [...points].sort((a, b) => a - b);
}

/** The members of ascending `points` that lie in `range` but not at its ends. */
function pointsInside(points: readonly number[], { begin, end }: Range): readonly number[] {
  const found: number[] = [];
  for (let i = firstIndex(points, (point) => point > begin); i < points.length; i++) {
    const point = at(points, i);
    if (point >= end) break;
    found.push(point);
  }
  return found;
}

/** The least index for which `holds`, which once true stays true; the length when there is none. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(at(items, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isCutCleanly(
  access: AccessSlice,
  solid: readonly Range[],
  cuts: readonly number[],
  layout: DataLayout,
): boolean {
  const { type, begin, end } = access;
  const inside = overlapping(solid, access);
  // A part that reaches beyond the access would be written in part only.
  if (inside.some((range) => range.begin < begin || range.end > end)) return false;
  if (type.kind !== "vector") return true;
  const step = layout.storeSize(type.element);
  return pointsInside(cuts, access).every((point) => (point - begin) % step === 0);
}

/** The members of sorted, disjoint `ranges` that overlap `range`. */
export function overlapping<T extends Range>(ranges: readonly T[], range: Range): T[] {
  const found: T[] = [];
  for (let i = firstIndex(ranges, ({ end }) => end > range.begin); i < ranges.length; i++) {
    const candidate = at(ranges, i);
    if (candidate.begin >= range.end) break;
    found.push(candidate);
  }
  return found;
}

/** `cuts`, and the borders between the elements of vectors that are cut. */
function elementCuts(
  cuts: readonly number[],
  wide: ReadonlySet<AccessSlice>,
  layout: DataLayout,
): number[] {
  const points = new Set(cuts);
  for (const { type, begin, end } of wide) {
    if (type.kind !== "vector") continue;
    const step = layout.storeSize(type.element);
    for (let point = begin; point < end; point += step) points.add(point);
  }
  return [...points].sort((a, b) => a - b);
}

/** `solid` and what else is covered by `cuttable`, cut at `cuts`. */
function withGaps(
  solid: readonly Range[],
  cuttable: readonly Range[],
  cuts: readonly number[],
): Range[] {
  const covered = mergeOverlapping([...solid, ...cuttable]);
  const ranges: Range[] = [...solid];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const range = { begin: at(cuts, i), end: at(cuts, i + 1) };
    const isFree = overlapping(solid, range).length === 0;
    if (isFree && overlapping(covered, range).length > 0) ranges.push(range);
  }
  return ranges.sort((a, b) => a.begin - b.begin);
}

/** For each of sorted, disjoint `ranges`, the slices that overlap it. */
function slicesByRange(ranges: readonly Range[], slices: readonly Slice[]): Slice[][] {
  const indexed = ranges.map((range, index) => ({ ...range, index }));
  const result: Slice[][] = ranges.map(() => []);
  for (const slice of slices) {
    for (const { index } of overlapping(indexed, slice)) at(result, index).push(slice);
  }
  return result;
}

function describe(
  range: Range,
  inside: readonly Slice[],
  wide: ReadonlySet<Slice>,
  module: ModuleContext,
): Partition {
  const isRead = inside.some((slice) => {
    if (slice.kind === "access") return slice.inst instanceof LoadInst;
    return slice.kind === "copy" && slice.arg === 1;
  });
  return { ...range, type: commonType(range, inside, wide, module), isRead };
}

/** The type that all of `inside` can use for the range; null when there is none. */
function commonType(
  range: Range,
  inside: readonly Slice[],
  wide: ReadonlySet<Slice>,
  module: ModuleContext,
): Type | null {
  const { layout } = module;
  const types = new Set<Type>();
  let movesBytes = false;
  for (const slice of inside) {
    if (slice.kind === "fill" && slice.byte === null) return null;
    // A type serves only what moves all of its bytes.
    if (range.begin < slice.begin || slice.end < range.end) return null;
    if (slice.kind !== "access") movesBytes = true;
    else types.add(wide.has(slice) ? pieceType(slice, range, module) : slice.type);
  }
  const [best] = [...types].sort((a, b) => rank(a) - rank(b));
  if (best === undefined) return null;
  if (![...types].every((type) => isConvertible(type, best, layout))) return null;
  if (!movesBytes) return best;
  // Copies and fills move bytes, so the type must be all of its bytes.
  const isScalar = best.kind !== "struct" && best.kind !== "array";
  return isScalar && layout.bitSize(best) === 8 * lengthOf(range) ? best : null;
}

/** The type of what a cut vector or integer has in `range`. */
export function pieceType(access: AccessSlice, range: Range, module: ModuleContext): Type {
  const { type } = access;
  if (type.kind !== "vector") return module.types.int(8 * lengthOf(range));
  const count = lengthOf(range) / module.layout.storeSize(type.element);
  return count === 1 ? type.element : module.types.vector(type.element, count);
}

/** Floats first, because a float in an integer's clothes has no derivative; integers last. */
function rank(type: Type): number {
  const order = ["float", "vector", "pointer", "int"];
  const index = order.indexOf(type.kind);
  return index < 0 ? order.length : index;
}

/** True when a value of `from` can be cast to `to` and back without loss. */
function isConvertible(from: Type, to: Type, layout: DataLayout): boolean {
  if (from === to) return true;
  if (layout.bitSize(from) !== layout.bitSize(to)) return false;
  if (from.kind === "pointer" && to.kind === "pointer") return from.space === to.space;
  if (from.kind === "pointer" || to.kind === "pointer") {
    return from.kind === "int" || to.kind === "int";
  }
  return [from, to].every((type) => {
    if (type.kind === "vector") return type.element.kind !== "pointer";
    return type.kind === "int" || type.kind === "float";
  });
}
