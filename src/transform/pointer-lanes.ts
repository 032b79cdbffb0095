/**
 * Vectors of pointers that are loaded and stored, or put together and taken apart, become their pointers: vectorisers move two members of a
 * struct so. What is done to a pointer (its shadow is moved beside it) is then done to each.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { ConstantAggregate, integerOf, Literal } from "../ir/constants.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { GepInst, LoadInst, StoreInst, VectorInst } from "../ir/instructions.ts";
import { constInt, nullOf, poisonOf } from "../ir/literal.ts";
import { maskOf } from "../ir/shuffle-mask.ts";
import type { PointerType, Type, VectorType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";

/** Splits what can be split; true when there was anything. What meets in a phi, or is computed lane by lane, stays. */
export function splitPointerLanes(fn: Function): boolean {
  const lanes = new Lanes();
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    const isSplit = inst instanceof StoreInst ? lanes.splitStore(inst) : lanes.takeOut(inst);
    changed ||= isSplit;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

class Lanes {
  /** The lanes of loads and address computations that have been taken apart. */
  private readonly made = new Map<Instruction, readonly Value[]>();

  /** Makes one store for each lane, if every lane is known. */
  splitStore(store: StoreInst): boolean {
    const { value } = store;
    const { type } = value;
    if (!isOfPointers(type) || store.isVolatile || store.isAtomic) return false;
    if (!isKnown(value)) return false;
    const build = before(store);
    for (let lane = 0; lane < type.length; lane++) {
      const where = placeOfLane(store.pointer, type, lane, store.align, build);
      const made = build.store(this.lane(value, lane, type), where.address, { align: where.align });
      made.metadata = store.metadata;
      made.position = store.position;
    }
    store.erase();
    return true;
  }

  /** Puts the pointer in the place of an `extractelement` that takes it out. */
  takeOut(inst: Instruction): boolean {
    if (!(inst instanceof VectorInst) || inst.opcode !== "extractelement") return false;
    const [from, index] = [inst.operand(0), integerOf(inst.operand(1))];
    const { type } = from;
    if (!isOfPointers(type) || index === undefined || index >= BigInt(type.length)) return false;
    if (!isKnown(from)) return false;
    inst.replaceAllUsesWith(this.lane(from, Number(index), type));
    inst.erase();
    return true;
  }

  private lane(vector: Value, lane: number, type: VectorType): Value {
    let from = vector;
    let at = lane;
    for (;;) {
      if (from instanceof LoadInst) return must(this.lanesOf(from, type)[at], "it has the lane");
      if (from instanceof GepInst) return must(this.addressesOf(from, type)[at], "it has the lane");
      if (!(from instanceof VectorInst)) return constantLane(from, at, type);
      if (from.opcode === "insertelement") {
        if (Number(integerOf(from.operand(2))) === at) return from.operand(1);
        from = from.operand(0);
        continue;
      }
      const chosen = maskOf(from)[at];
      if (chosen === undefined || chosen < 0) return poisonOf(type.element);
      const count = lengthOf(from.operand(0));
      [from, at] = chosen < count ? [from.operand(0), chosen] : [from.operand(1), chosen - count];
    }
  }

  private addressesOf(gep: GepInst, type: VectorType): readonly Value[] {
    const known = this.made.get(gep);
    if (known !== undefined) return known;
    const build = before(gep);
    const scalar = (value: Value, lane: number): Value => {
      if (value.type.kind !== "vector") return value;
      if (isOfPointers(value.type)) return this.lane(value, lane, value.type);
      return build.extractElement(value, constInt(build.module.types.i32, lane));
    };
    const made = Array.from({ length: lengthOf(gep) }, (_, lane) => {
      const indices = gep.indices.map((index) => scalar(index, lane));
      const address = build.gep(gep.sourceType, scalar(gep.base, lane), indices);
      address.flags = gep.flags;
      address.position = gep.position;
      return build.bitcastPointer(address, type.element);
    });
    this.made.set(gep, made);
    return made;
  }

  private lanesOf(load: LoadInst, type: VectorType): readonly Value[] {
    const known = this.made.get(load);
    if (known !== undefined) return known;
    const build = before(load);
    const made = Array.from({ length: lengthOf(load) }, (_, lane) => {
      const where = placeOfLane(load.pointer, load.type, lane, load.align, build);
      const value = build.load(type.element, where.address, { align: where.align });
      value.metadata = load.metadata;
      value.position = load.position;
      return value;
    });
    this.made.set(load, made);
    return made;
  }
}

/** Is every lane of the vector a pointer that is at hand: loaded, put in at a constant place, or a constant? */
function isKnown(vector: Value): boolean {
  const seen = new Set<Value>([vector]);
  for (const each of seen) {
    if (each instanceof LoadInst) {
      if (each.isVolatile || each.isAtomic) return false;
    } else if (each instanceof GepInst) {
      if (isOfPointers(each.base.type)) seen.add(each.base);
    } else if (each instanceof VectorInst && each.opcode === "insertelement") {
      if (integerOf(each.operand(2)) === undefined) return false;
      seen.add(each.operand(0));
    } else if (each instanceof VectorInst && each.opcode === "shufflevector") {
      seen.add(each.operand(0)).add(each.operand(1));
    } else if (!isSimpleConstant(each)) return false;
  }
  return true;
}

function isSimpleConstant(value: Value): boolean {
  return value instanceof Literal || value instanceof ConstantAggregate;
}

function constantLane(constant: Value, lane: number, { element }: VectorType): Value {
  if (constant instanceof ConstantAggregate) {
    return must(constant.elements[constant.form === "splat" ? 0 : lane], "it has the lane");
  }
  const isNull = constant instanceof Literal && constant.text === "zeroinitializer";
  return isNull ? nullOf(element) : poisonOf(element);
}

function isOfPointers(type: Type): type is VectorType & { readonly element: PointerType } {
  return type.kind === "vector" && !type.scalable && type.element.kind === "pointer";
}

function lengthOf({ type }: Value): number {
  return type.kind === "vector" ? type.length : 0;
}

/**
 * Where one lane of a vector is in memory, and how it is aligned.
 * @param pointer to the vector
 * @param type of the vector, whose lanes are whole bytes
 * @param align of the access to the vector; 0 where none is written
 */
export function placeOfLane(
  pointer: Value,
  type: Type,
  lane: number,
  align: number,
  build: IRBuilder,
): { address: Value; align: number } {
  const { layout, types } = build.module;
  const element = type.kind === "vector" ? type.element : type;
  const whole = align === 0 ? layout.abiAlign(type) : align;
  const offset = lane * layout.sizeOf(element);
  return {
    address: lane === 0 ? pointer : build.gep(element, pointer, [constInt(types.i64, lane)]),
    align: offset === 0 ? whole : Math.min(whole, offset & -offset),
  };
}

function before(inst: Instruction): IRBuilder {
  const { module } = must(inst.parent?.parent, "the access is in a function");
  return new IRBuilder(InsertPoint.before(inst), module);
}
