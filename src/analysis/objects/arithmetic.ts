/**
 * Address arithmetic: the bytes that the indices of a getelementptr add, as a place. An index is taken apart into sums and
 * products with constants; a loop counter that rises from a constant has that as its lower bound.
 */
import { integerOf, Literal } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { Instruction } from "../../ir/graph.ts";
import { PhiInst } from "../../ir/instructions.ts";
import { constantIndex } from "../../ir/address.ts";
import type { ArrayType, Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { counterOf } from "./counters.ts";
import {
  bounds,
  clipped,
  covers,
  exactly,
  isExact,
  join,
  multiples,
  type Place,
  plus,
  samePlace,
} from "./place.ts";

/** An array that is a field of a struct: pointers derived by indexing it stay in it. `bytes` may be infinite. */
export interface Region {
  readonly start: Place;
  readonly bytes: number;
}

/** What indices lead to. */
export interface Indexed {
  readonly place: Place;
  readonly region: Region | null;
}

/** Sums and products deeper than this are taken as any number. */
const deepest = 12;

/** The bytes that `value` · `scale` may be. */
export function scaled(value: Value, scale: number, depth = 0): Place {
  const known = integerOf(value);
  if (known !== undefined) return exactly(Number(known) * scale);
  if (value.type.kind === "vector" && isZero(value)) return exactly(0);
  const isOpaque = value.type.kind === "vector" || !(value instanceof Instruction);
  if (isOpaque || depth > deepest) return multiples(scale);
  return takenApart.get(value.opcode)?.(value, scale, depth + 1) ?? multiples(scale);
}

/** How the result of an opcode is taken apart; null where it cannot be. */
type TakenApart = (inst: Instruction, scale: number, depth: number) => Place | null;

const sum =
  (sign: 1 | -1): TakenApart =>
  (inst, scale, depth) => {
    if (!neverWraps(inst)) return null;
    return plus(
      scaled(inst.operand(0), scale, depth),
      scaled(inst.operand(1), sign * scale, depth),
    );
  };

const product =
  (factorOf: (constant: number) => number): TakenApart =>
  (inst, scale, depth) => {
    const factor = integerOf(inst.operand(1));
    if (factor === undefined || !neverWraps(inst)) return null;
    return scaled(inst.operand(0), scale * factorOf(Number(factor)), depth);
  };

const same: TakenApart = (inst, scale, depth) => scaled(inst.operand(0), scale, depth);

const takenApart: ReadonlyMap<string, TakenApart> = new Map<string, TakenApart>([
  ["add", sum(1)],
  ["sub", sum(-1)],
  ["mul", product((factor) => factor)],
  ["shl", product((bits) => 2 ** bits)],
  ["or", (inst, scale, depth) => (inst.hasFlag("disjoint") ? disjoint(inst, scale, depth) : null)],
  ["sext", same],
  ["freeze", same],
  ["zext", (inst, scale, depth) => notNegative(inst.operand(0), scale, depth)],
  [
    "phi",
    (inst, scale, depth) =>
      inst instanceof PhiInst ? (counter(inst, scale) ?? oneOf(inst, scale, depth)) : null,
  ],
  [
    "select",
    (inst, scale, depth) =>
      join(scaled(inst.operand(1), scale, depth), scaled(inst.operand(2), scale, depth)),
  ],
  ["and", (inst, scale) => upTo(integerOf(inst.operand(1)), scale)],
  ["urem", (inst, scale) => upTo((integerOf(inst.operand(1)) ?? 0n) - 1n, scale)],
]);

/** A number from 0 to `last`, which is known and not negative. */
function upTo(last: bigint | undefined, scale: number): Place | null {
  if (last === undefined || last < 0n) return null;
  const count = Number(last);
  return scale < 0 ? multiples(scale, -count, 0) : multiples(scale, 0, count);
}

/** Phis within phis are taken apart to this part of {@link deepest} only, since each has several ways to go. */
const phiDepth = 3;

/** A phi is what one of its values is. Where a loop feeds it with itself that ends in "any number". */
function oneOf(phi: PhiInst, scale: number, depth: number): Place | null {
  const inner = phi.incomingCount === 1 ? depth : depth + phiDepth;
  let place: Place | null = null;
  for (const { value } of phi.incoming()) {
    const one = scaled(value, scale, inner);
    place = place === null ? one : join(place, one);
  }
  return place;
}

/** No bit is set in both, so this is their sum. */
function disjoint(inst: Instruction, scale: number, depth: number): Place {
  return plus(scaled(inst.operand(0), scale, depth), scaled(inst.operand(1), scale, depth));
}

/** An unsigned number may be a negative one reinterpreted; then all that is known is that it is none. */
function notNegative(value: Value, scale: number, depth: number): Place {
  if (value.type.kind === "int" && value.type.bits === 1) return upTo(1n, scale) ?? exactly(0);
  const inner = scaled(value, 1, depth + 1);
  if (bounds(inner).low >= 0) return scaled(value, scale, depth + 1);
  return scale > 0 ? multiples(scale, 0) : multiples(scale, -Infinity, 0);
}

/** Address arithmetic wraps at the width of a pointer, so sums of that width may be taken apart; narrower ones must not wrap. */
function neverWraps(inst: Instruction): boolean {
  const { type } = inst;
  return (type.kind === "int" && type.bits >= 64) || inst.hasFlag("nsw");
}

/** A phi of a constant and of itself with a positive constant added. */
function counter(phi: PhiInst, scale: number): Place | null {
  const found = scale === 0 ? null : counterOf(phi);
  if (found === null) return null;
  const { start, step, isRising, rounds } = found;
  // What wraps does so at a power of two, so that of a step this part stays.
  const by = Number(isRising || rounds !== null ? step : step & -step) * scale;
  const last = rounds === null ? Infinity : Number(rounds);
  const range = by > 0 ? multiples(by, 0, last) : multiples(by, -last, 0);
  const isBounded = isRising || rounds !== null;
  return plus(exactly(Number(start) * scale), isBounded ? range : multiples(by));
}

/**
 * The place that `indices` lead to from `base`, a pointer to `source` at `from.place`. A number that is not known indexes a field
 * of array type within that field, as C, C++, Fortran and Rust demand; rows of an array of arrays may be run over.
 * @param divisor a number that divides the first index, where more is known of it than its own computation says
 */
export function indexed(
  from: Indexed,
  source: Type,
  indices: readonly Value[],
  layout: DataLayout,
  divisor = 1,
): Indexed {
  const [first, ...path] = indices;
  let { place, region } = from;
  if (first !== undefined) {
    ({ place, region } = stepped(from, first, layout.sizeOf(source), divisor));
  }
  let type = source;
  for (const index of path) {
    if (type.kind === "struct") {
      const field = constantIndex(index);
      place = plus(place, exactly(layout.fieldOffset(type, field)));
      const inner = type.fields?.[field] ?? type;
      region = inner.kind === "array" ? { start: place, bytes: extentOf(inner, layout) } : null;
      type = inner;
    } else if (type.kind === "array" || type.kind === "vector") {
      const size = layout.sizeOf(type.element);
      const step = scaled(index, size);
      const isKnown = step.steps.length === 0;
      place = isKnown || region === null ? plus(place, step) : within(region, size);
      type = type.element;
    }
  }
  return { place, region };
}

/** Bytes of an array in a struct; one of one element or none may be the start of more that is allocated behind the struct. */
function extentOf(type: ArrayType, layout: DataLayout): number {
  return type.length >= 2 ? layout.sizeOf(type) : Infinity;
}

/** The address of a whole number of `size` bytes further on: of another element of the array that it is in, as long as they are elements. */
function stepped(from: Indexed, index: Value, size: number, divisor: number): Indexed {
  const { place, region } = from;
  const any = multiples(size);
  const found = scaled(index, size);
  const step = divisor > 1 && samePlace(found, any) ? multiples(size * divisor) : found;
  if (step.offset === 0 && isExact(step)) return { place, region };
  const inside = region === null ? null : insideOf(region, place, step, size);
  return inside !== null ? { place: inside, region } : { place: plus(place, step), region: null };
}

/** Where a step leads from a place in an array whose elements, or their elements, are of `size` bytes; null where it may leave the array. */
function insideOf(region: Region, place: Place, step: Place, size: number): Place | null {
  if (!isExact(step)) {
    const all = within(region, size);
    return covers(all, place) ? all : null;
  }
  // A pointer to an element, or to the end, stays in between: an array is run through from its end too.
  const from = partInside(region, place);
  return from === null ? null : partInside(region, plus(from, step));
}

/** The part of a place that is in an array or at its end; null where none is, or it is not known where the array begins or ends. */
function partInside({ start, bytes }: Region, place: Place): Place | null {
  const [first, last] = [start.offset, start.offset + bytes];
  const { low, high } = bounds(place);
  if (!isExact(start) || bytes === Infinity || high < first || low > last) return null;
  const part = clipped(place, 1, first, last + 1);
  const { low: from, high: to } = bounds(part);
  return from >= first && to <= last ? part : null;
}

function within({ start, bytes }: Region, size: number): Place {
  const count = Math.floor(bytes / Math.max(size, 1));
  return count <= 1 ? start : plus(start, multiples(size, 0, count - 1));
}

function isZero(value: Value): boolean {
  return value instanceof Literal && value.text === "zeroinitializer";
}
