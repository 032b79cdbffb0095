/**
 * Pointers that are loaded as lanes of a vector of floats or integers, with other members of a struct beside them, as vectorisers of memory
 * accesses write it: they become loads of pointers, and of the vector what else is used of it is loaded lane by lane.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { CastInst, LoadInst, VectorInst } from "../ir/instructions.ts";
import { constInt, poisonOf } from "../ir/literal.ts";
import { maskOf } from "../ir/shuffle-mask.ts";
import type { Type, VectorType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { placeOfLane } from "./pointer-lanes.ts";

/** Loads such pointers as pointers; true when there was one. */
export function loadPackedPointers(fn: Function): boolean {
  const loads = new Set<LoadInst>();
  for (const inst of [...fn.instructions()]) {
    const packed = inst.opcode === "inttoptr" ? packedIn(inst) : null;
    if (packed === null) continue;
    const { load, type, lane } = packed;
    const pointer = laneOf(load, type, lane, inst.type);
    inst.replaceAllUsesWith(pointer);
    inst.erase();
    loads.add(load);
  }
  for (const load of loads) loadByLanes(load);
  if (loads.size > 0) fn.module.markChanged(fn);
  return loads.size > 0;
}

/** One lane of a loaded vector. */
interface Packed {
  readonly load: LoadInst;
  readonly type: VectorType;
  readonly lane: number;
}

/** The lane that `inst` makes a pointer of. */
function packedIn(inst: Instruction): Packed | null {
  const extract = inst.operand(0);
  if (!(extract instanceof VectorInst) || extract.opcode !== "extractelement") return null;
  const lane = integerOf(extract.operand(1));
  const vector = extract.operand(0);
  const isCast = vector instanceof CastInst && vector.opcode === "bitcast";
  const load = isCast ? vector.source : vector;
  if (!(load instanceof LoadInst) || load.isVolatile || load.isAtomic) return null;
  const { type } = load;
  if (type.kind !== "vector" || type.scalable || lengthOf(vector) !== type.length) return null;
  if (!isOfPointers(type, inst) || lane === undefined || lane >= BigInt(type.length)) return null;
  return { load, type, lane: Number(lane) };
}

/** Is a lane as long as a pointer of the address space that `inst` makes a pointer in, the one that all memory is in? */
function isOfPointers({ element }: VectorType, { parent, type }: Instruction): boolean {
  const { layout } = must(parent?.parent, "the instruction is in a function").module;
  const isPlain = type.kind === "pointer" && type.space === 0;
  return isPlain && layout.sizeOf(element) * 8 === layout.pointerBits(0);
}

function lengthOf({ type }: Value): number {
  return type.kind === "vector" ? type.length : 0;
}

/** Loads one lane as a value of `type`, which is as long, where the vector is loaded. */
function laneOf(load: LoadInst, vector: VectorType, lane: number, type: Type): Value {
  const { module } = must(load.parent?.parent, "the load is in a function");
  const build = new IRBuilder(InsertPoint.before(load), module);
  const { address, align } = placeOfLane(load.pointer, vector, lane, load.align, build);
  const made = build.load(type, address, { align });
  made.position = load.position;
  return made;
}

/** Loads only the lanes that are used, each by itself, where not all are. */
function loadByLanes(load: LoadInst): void {
  const { type } = load;
  if (type.kind !== "vector") return;
  const wanted = wantedLanes(load, type.length);
  if (wanted === null || wanted.size === type.length) return;
  const { module } = must(load.parent?.parent, "the load is in a function");
  let vector: Value = poisonOf(type);
  for (const lane of [...wanted].sort((a, b) => a - b)) {
    const value = laneOf(load, type, lane, type.element);
    const build = new IRBuilder(InsertPoint.before(load), module);
    vector = build.insertElement(vector, value, constInt(module.types.i32, lane));
  }
  load.replaceAllUsesWith(vector);
  load.erase();
}

/** The lanes of a vector that something uses; null where that is not known. */
function wantedLanes(vector: Value, count: number): ReadonlySet<number> | null {
  const wanted = new Set<number>();
  for (const { user, index } of vector.uses()) {
    const lanes = user instanceof CastInst ? castLanes(user, count) : lanesUsed(user, index, count);
    if (lanes === null) return null;
    for (const lane of lanes) wanted.add(lane);
  }
  return wanted;
}

function castLanes(cast: CastInst, count: number): Iterable<number> | null {
  if (cast.opcode !== "bitcast" || cast.type.kind !== "vector") return null;
  return cast.type.length === count ? wantedLanes(cast, count) : null;
}

function lanesUsed(user: Value, index: number, count: number): Iterable<number> | null {
  if (!(user instanceof VectorInst)) return null;
  if (user.opcode === "extractelement") {
    // What was only made a pointer of is of no use any more.
    if (!user.isUsed) return [];
    const lane = integerOf(user.operand(1));
    return lane === undefined ? null : [Number(lane)];
  }
  if (user.opcode !== "shufflevector") return null;
  return maskOf(user).flatMap((lane) => {
    const isOfThis = index === 0 ? lane < count : lane >= count;
    return lane >= 0 && isOfThis ? [index === 0 ? lane : lane - count] : [];
  });
}
