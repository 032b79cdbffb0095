/**
 * Vectors of integers that are put together only to be stored become stores of their lanes: vectorisers move the members of structs so, be
 * they floats, integers or pairs of floats, and each lane is then what it is.
 */
import { at, must } from "../support/assert.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { LoadInst, StoreInst, VectorInst } from "../ir/instructions.ts";
import { constInt, poisonOf } from "../ir/literal.ts";
import { maskOf } from "../ir/shuffle-mask.ts";
import { isFloating, scalarType, type Type, type VectorType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { placeOfLane } from "./pointer-lanes.ts";

/** Splits the stores; true when there were any. */
export function splitIntegerLanes(fn: Function): boolean {
  const loads = new Map<LoadInst, readonly Value[]>();
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (inst instanceof StoreInst && isSplit(inst)) {
      split(inst, loads);
      changed = true;
    }
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** A lane of a vector, where that comes from. */
interface Lane {
  readonly from: Value;
  readonly index: number;
}

/** Is what is stored put together of lanes, some of which are loaded or the bits of floats? */
function isSplit({ value, isVolatile, isAtomic }: StoreInst): boolean {
  if (isVolatile || isAtomic || !isOfIntegers(value.type)) return false;
  if (!(value instanceof VectorInst)) return false;
  const lanes = Array.from({ length: value.type.length }, (_, index) => sourceOf(value, index));
  return lanes.some((lane) => lane !== null && (isLoad(lane.from) || isOfFloats(lane.from)));
}

/** Where a lane comes from, by shuffles and insertions at constant places; null where it is undefined. */
function sourceOf(vector: Value, lane: number): Lane | null {
  let [from, index] = [vector, lane];
  while (from instanceof VectorInst && from.opcode !== "extractelement") {
    if (from.opcode === "insertelement") {
      const place = integerOf(from.operand(2));
      if (place === undefined) break;
      if (Number(place) === index) return { from: from.operand(1), index: -1 };
      from = from.operand(0);
      continue;
    }
    const chosen = at(maskOf(from), index);
    if (chosen < 0) return null;
    const first = from.operand(0);
    const count = first.type.kind === "vector" ? first.type.length : 0;
    [from, index] = chosen < count ? [first, chosen] : [from.operand(1), chosen - count];
  }
  return { from, index };
}

function split(store: StoreInst, loads: Map<LoadInst, readonly Value[]>): void {
  const { value, pointer, align } = store;
  const build = before(store);
  const type = value.type as VectorType;
  for (let lane = 0; lane < type.length; lane++) {
    const source = sourceOf(value, lane);
    const stored = source === null ? poisonOf(type.element) : valueOf(source, loads, build);
    const where = placeOfLane(pointer, type, lane, align, build);
    const place = addressOf(where.address, stored.type, build);
    const made = build.store(stored, place, { align: where.align });
    made.metadata = store.metadata;
    made.position = store.position;
  }
  store.erase();
}

/** The lane itself: a float where it is the bits of one. */
function valueOf(
  { from, index }: Lane,
  loads: Map<LoadInst, readonly Value[]>,
  build: IRBuilder,
): Value {
  if (index < 0) return from;
  const lane = constInt(build.module.types.i32, index);
  if (isLoad(from)) return at(lanesOf(from, loads), index);
  return build.extractElement(isOfFloats(from) ? from.operand(0) : from, lane);
}

function lanesOf(load: LoadInst, loads: Map<LoadInst, readonly Value[]>): readonly Value[] {
  const known = loads.get(load);
  if (known !== undefined) return known;
  const build = before(load);
  const type = load.type as VectorType;
  const made = Array.from({ length: type.length }, (_, lane) => {
    const where = placeOfLane(load.pointer, type, lane, load.align, build);
    const place = addressOf(where.address, type.element, build);
    const value = build.load(type.element, place, { align: where.align });
    value.metadata = load.metadata;
    value.position = load.position;
    return value;
  });
  loads.set(load, made);
  return made;
}

function addressOf(address: Value, element: Type, build: IRBuilder): Value {
  const space = address.type.kind === "pointer" ? address.type.space : 0;
  return build.bitcastPointer(address, build.module.types.pointerTo(element, space));
}

function isLoad(value: Value): value is LoadInst {
  return value instanceof LoadInst && !value.isVolatile && !value.isAtomic;
}

/** Is it the bits of a vector of floats of the same width? */
function isOfFloats(value: Value): value is Instruction {
  if (!(value instanceof Instruction) || value.opcode !== "bitcast") return false;
  const { type } = value.operand(0);
  if (type.kind !== "vector" || value.type.kind !== "vector") return false;
  return isFloating(scalarType(type)) && type.length === value.type.length;
}

/** Vectors of integers of whole bytes that may be scalars that programs move. */
function isOfIntegers(type: Type): type is VectorType {
  if (type.kind !== "vector" || type.scalable || type.element.kind !== "int") return false;
  return type.element.bits === 32 || type.element.bits === 64;
}

function before(inst: Instruction): IRBuilder {
  const { module } = must(inst.parent?.parent, "the access is in a function");
  return new IRBuilder(InsertPoint.before(inst), module);
}
