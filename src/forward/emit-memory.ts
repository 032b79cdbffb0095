/**
 * Loads, stores, and what allocates, copies and fills memory: the same on shadow memory. Shadow memory holds the tangent of a float
 * where the float is, the shadow of a pointer where the pointer is (null: the pointer is inactive), and where an integer is, nothing
 * that matters unless the integer is only moved.
 */
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { accessedType, isAnyMemory } from "../analysis/tbaa.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Instruction } from "../ir/graph.ts";
import type { AllocaInst } from "../ir/instructions.ts";
import { type AtomicRmwInst, type CallInst, type LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { refuse } from "../reverse/fail.ts";
import { shadowAlign } from "../reverse/shadow-align.ts";
import { adoptPointers, lookedUp } from "./adopt.ts";
import { checkHanded, orItself, refuseBits } from "./emit-moves.ts";
import { endWhereFloat, bitsInDoubt } from "./float-reads.ts";
import { clearBytes, guardedClear, guardedCopy, lostTangent } from "./helpers.ts";
import { allowsLoss } from "./loss.ts";
import { tangentOperands } from "./moves.ts";
import { type Site, tangentName } from "./scene.ts";
import { canHoldTangent } from "./spec.ts";

/** A shadow of the same size beside the alloca, zero at the start. */
export function emitAlloca(alloca: AllocaInst, site: Site): void {
  const { build, tangents, services } = site;
  const { types, layout } = build.module;
  const lanes = Array.from({ length: tangents.width }, () => {
    const copy = cloneInstruction(alloca, new Map(), { dropDebug: true });
    return build.insert(copy, { name: tangentName(alloca) });
  });
  const one = constInt(types.i64, layout.sizeOf(alloca.allocatedType));
  const { count } = alloca;
  const size = count === null ? one : build.binary("mul", wide(count, site), one);
  for (const lane of lanes) clearBytes(build, services, lane, size);
  tangents.set(alloca, lanes);
}

/** Does the shadow exist, at run time? Null where it surely does. */
export function presence(pointer: Value, shadow: Value, { build, flow }: Site): Value | null {
  return flow.isDistinct(pointer) ? null : build.icmp("ne", shadow, pointer);
}

/** `load`: the tangent is loaded from the shadow, and zero where that is the memory itself. */
export function emitLoad(load: LoadInst, site: Site): void {
  const { build, tangents } = site;
  if (load.isAtomic) {
    checkAtomicLoad(load, site);
    tangents.set(
      load,
      Array.from({ length: tangents.width }, () => nullOf(load.type)),
    );
    return;
  }
  const lanes = tangents.must(load.pointer).map((shadow, lane) => {
    const flags = load.isVolatile ? "volatile" : "";
    const name = tangentName(load);
    const align = shadowAlign(load.align, load.type, site.services.layout);
    const found = build.load(load.type, shadow, { align, flags, name });
    // Memory that is its own shadow holds pointers that are their own shadows.
    const present = presence(load.pointer, shadow, site);
    if (load.type.kind === "pointer") {
      return orItself(lookedUp(found, load, present, lane, site), load, site);
    }
    return present === null ? found : build.select(present, found, nullOf(load.type), { name });
  });
  tangents.set(load, lanes);
  const bits = bitsInDoubt(load, site);
  if (bits !== 0n) endWhereFloat(load, bits, site);
}

/** An integer that is only counted with or compared has no tangent to lose; anything else would need both loads to be one. */
function checkAtomicLoad(load: LoadInst, { spec }: Site): void {
  const { primal } = spec;
  if (carriesFloat(load.type) || carriesPointer(load.type))
    throw refuse("E_ATOMIC", load, { primal });
  for (const { user, index } of load.uses()) {
    if (!(user instanceof Instruction)) continue;
    const moves = user instanceof StoreInst ? index === 0 : tangentOperands(user).includes(index);
    if (moves) throw refuse("E_ATOMIC", load, { primal });
  }
}

/** `store`: the tangent goes to the shadow. */
export function emitStore(store: StoreInst, site: Site): void {
  const { flow, tangents, spec } = site;
  const { value, pointer } = store;
  if (!canHoldTangent(value.type)) return;
  const shadows = tangents.of(pointer);
  if (shadows === null) {
    if (!flow.has(value) && !isSurelyInteger(store, site))
      refuseBits(store, value, ["float"], site);
    if (flow.has(value) || flow.isSum(value)) storeToInactive(store, site);
    return;
  }
  checkHanded(store, value, site);
  // Alias information tells floats from integers, and not from addresses that the program keeps as integers.
  if (!flow.has(value) && !flow.isSum(value) && isSurelyInteger(store, site)) return;
  if (store.isAtomic) {
    if (flow.has(value) || carriesFloat(value.type)) {
      throw refuse("E_ATOMIC", store, { primal: spec.primal });
    }
    return;
  }
  const lanes = site.tangents.orZero(value);
  shadows.forEach((shadow, lane) => {
    storeLane(store, shadow, at(lanes, lane), site);
  });
}

function storeLane(store: StoreInst, shadow: Value, tangent: Value, site: Site): void {
  const { build, flow } = site;
  const { value, pointer } = store;
  const align = shadowAlign(store.align, value.type, site.services.layout);
  const present = presence(pointer, shadow, site);
  const flags = store.isVolatile ? "volatile" : "";
  if (present === null) {
    build.store(tangent, shadow, { align, flags });
    return;
  }
  const nowhere = build.bitcastPointer(scratch(value.type, align, site), shadow.type);
  build.store(tangent, build.select(present, shadow, nowhere), { align, flags });
  if (flow.has(value)) complainWhere(build.icmp("eq", shadow, pointer), value, tangent, site);
}

/** Ends the program where the condition holds and the tangent is not zero. */
function complainWhere(condition: Value, value: Value, tangent: Value, site: Site): void {
  const { build, services } = site;
  const matters = isNonzero(value, tangent, site);
  if (matters === null) return;
  build.call(lostTangent(services), [build.binary("and", condition, matters)]);
}

/** Is any part of the tangent of a kind that matters not zero? Null where there is no such part. */
function isNonzero(value: Value, tangent: Value, site: Site): Value | null {
  const { build } = site;
  const { types } = build.module;
  const { type } = tangent;
  if (type.kind === "float") return build.fcmp("une", tangent, nullOf(type));
  if (type.kind === "pointer") {
    const differs = build.icmp("ne", tangent, value);
    return build.binary("and", differs, build.icmp("ne", tangent, nullOf(type)));
  }
  if (type.kind === "int") {
    // What an integer in shadow memory is, nobody knows; where it is that of the primal, it is none.
    const differs = build.icmp("ne", tangent, value);
    return build.binary("and", differs, build.icmp("ne", tangent, nullOf(type)));
  }
  const parts = partCount(type);
  let any: Value | null = null;
  for (let i = 0; i < parts; i++) {
    const [own, tan] = [value, tangent].map((whole) =>
      type.kind === "vector"
        ? build.extractElement(whole, constInt(types.i32, i))
        : build.extractValue(whole, i),
    );
    const part = own === undefined || tan === undefined ? null : isNonzero(own, tan, site);
    if (part !== null) any = any === null ? part : build.binary("or", any, part);
  }
  return any;
}

function partCount(type: Type): number {
  if (type.kind === "struct") return type.fields?.length ?? 0;
  return type.kind === "array" || type.kind === "vector" ? type.length : 0;
}

const scratchSlots = new WeakMap<object, Map<Type, AllocaInst>>();

/** Local memory that nobody reads, where a store goes that must not happen. */
function scratch(type: Type, align: number, { fn, services }: Site): Value {
  let slots = scratchSlots.get(fn);
  if (slots === undefined) {
    slots = new Map();
    scratchSlots.set(fn, slots);
  }
  let slot = slots.get(type);
  if (slot === undefined) {
    const build = new IRBuilder(InsertPoint.atStart(fn.entry), services);
    slot = build.alloca(type, {
      align: Math.max(align, fn.module.layout.abiAlign(type)),
      name: "nowhere",
    });
    slots.set(type, slot);
  }
  return slot;
}

/** Does type-based alias information say that the stored integer is one, and nothing else that it is not? */
function isSurelyInteger(store: StoreInst, { fn, labels, doubtful }: Site): boolean {
  const { value, metadata } = store;
  if (doubtful.has(store)) return false;
  if (scalarType(value.type).kind !== "int" || labels.has(value, "float")) return false;
  const tag = accessedType(metadata, fn.module);
  return tag !== null && !isAnyMemory(tag);
}

/** A value with a tangent goes to memory without a shadow. */
function storeToInactive(store: StoreInst, site: Site): void {
  const { build } = site;
  const { value, pointer } = store;
  if (isSurelyInteger(store, site) || allowsLoss(store, pointer, value.type, site)) return;
  const { types } = build.module;
  for (const lane of site.tangents.orZero(value)) {
    complainWhere(constInt(types.i1, 1), value, lane, site);
  }
}

/** `atomicrmw`: adding is linear, and what was there goes out as its tangent does. */
export function emitAtomic(inst: AtomicRmwInst, site: Site): void {
  const { tangents, build, flow, spec } = site;
  const [pointer, value] = [inst.operand(0), inst.operand(1)];
  if (!carriesFloat(inst.type) && !carriesPointer(inst.type) && !flow.has(value)) {
    // A counter: what it was before is no float, as long as nothing takes it for one.
    for (const { user, index } of inst.uses()) {
      if (!(user instanceof Instruction) || !tangentOperands(user).includes(index)) continue;
      throw refuse("E_ATOMIC", inst, { primal: spec.primal });
    }
    tangents.set(
      inst,
      Array.from({ length: tangents.width }, () => nullOf(inst.type)),
    );
    return;
  }
  const isLinear = ["fadd", "fsub"].includes(inst.operation) && inst.type.kind === "float";
  if (!isLinear || !flow.isDistinct(pointer))
    throw refuse("E_ATOMIC", inst, { primal: spec.primal });
  const lanes = tangents.must(pointer).map((shadow, lane) => {
    const tangent = at(tangents.orZero(value), lane);
    const { ordering, align } = inst;
    return build.atomicRmw(inst.operation, shadow, tangent, { ordering, align });
  });
  tangents.set(inst, lanes);
}

/** memset: whatever was there, the bytes are constants now. */
export function emitSet(call: CallInst, site: Site): void {
  const pointer = call.operand(0);
  for (const shadow of site.tangents.of(pointer) ?? []) {
    clearShadow(pointer, shadow, call.operand(2), site);
  }
}

function clearShadow(pointer: Value, shadow: Value, length: Value, site: Site): void {
  const { build, services, flow } = site;
  if (flow.isDistinct(pointer)) clearBytes(build, services, shadow, length);
  else
    build.call(guardedClear(services), [
      ...bytePointers([pointer, shadow], site),
      wide(length, site),
    ]);
}

/** memcpy and memmove. */
export function emitCopy(call: CallInst, site: Site): void {
  const { flow, tangents } = site;
  const [target, source, length] = [call.operand(0), call.operand(1), call.operand(2)];
  const isActive = flow.has(source);
  if (!flow.has(target)) {
    if (!isActive || allowsLoss(call, target, null, site)) return;
  } else if (!isActive) {
    for (const shadow of tangents.must(target)) clearShadow(target, shadow, length, site);
    return;
  }
  tangents.orZero(target).forEach((shadow, lane) => {
    copyShadow(call, shadow, at(tangents.orZero(source), lane), lane, site);
  });
}

function copyShadow(call: CallInst, target: Value, source: Value, lane: number, site: Site): void {
  const { build, flow, services } = site;
  if (flow.isDistinct(call.operand(0)) && flow.isDistinct(call.operand(1))) {
    const copy = cloneInstruction(call, new Map(), { dropDebug: true });
    at(copy.operandUses, 0).value = target;
    at(copy.operandUses, 1).value = source;
    build.insert(copy);
    return;
  }
  const pointers = bytePointers([call.operand(0), target, call.operand(1), source], site);
  const size = wide(call.operand(2), site);
  build.call(guardedCopy(services), [...pointers, size]);
  const [own, to, from, fromShadow] = [0, 1, 2, 3].map((i) => at(pointers, i));
  if (!own || !to || !from || !fromShadow || flow.isDistinct(call.operand(1))) return;
  adoptPointers({ own, to, from, fromShadow, size }, lane, site);
}

function bytePointers(pointers: readonly Value[], { build }: Site): Value[] {
  const bytes = build.module.types.pointerTo(build.module.types.i8);
  return pointers.map((pointer) => build.bitcastPointer(pointer, bytes));
}

function wide(length: Value, { build }: Site): Value {
  const { i64 } = build.module.types;
  return length.type === i64 ? length : build.cast("zext", length, i64);
}
