/**
 * Loads, stores, and what allocates, copies and fills memory: the same on shadow memory. Shadow memory holds the tangent of a float
 * where the float is, the shadow of a pointer where the pointer is (null: the pointer is inactive), and where an integer is, nothing
 * that matters unless the integer is only moved.
 */
import { accessedType, isAnyMemory } from "../analysis/tbaa.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { AllocaInst, CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { shadowAlign } from "../reverse/shadow-align.ts";
import { adoptPointers, lookedUp } from "./adopt.ts";
import { checkAtomicStore, emitAtomicLoad } from "./emit-atomics.ts";
import { checkHanded, orItself, refuseBits } from "./emit-moves.ts";
import { endWhereFloat, bitsInDoubt } from "./float-reads.ts";
import { clearBytes, guardedClear, guardedCopy, lostTangent } from "./helpers.ts";
import { allowsLoss } from "./loss.ts";
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
    emitAtomicLoad(load, site);
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

/** `store`: the tangent goes to the shadow. */
export function emitStore(store: StoreInst, site: Site): void {
  const { flow, tangents } = site;
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
  // What is not even as wide as a pointer is one integer that replaces another, as far as alias information can be trusted.
  const isNarrow = !mayHoldPointer(value.type, site);
  if (isNarrow && !flow.has(value) && isSurelyInteger(store, site)) return;
  if (store.isAtomic) {
    checkAtomicStore(store, site);
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
    const isThere = build.binary("and", differs, build.icmp("ne", tangent, nullOf(type)));
    // An integer of which no shadow is known matters where it is followed.
    return build.binary("and", isThere, build.icmp("ne", tangent, constInt(type, -1)));
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

/** Is there room for a pointer in the integer, or in each lane? */
function mayHoldPointer(type: Type, { services }: Site): boolean {
  const scalar = scalarType(type);
  return scalar.kind !== "int" || scalar.bits >= services.layout.pointerBits(0);
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
  const isNumber = !mayHoldPointer(value.type, site) && isSurelyInteger(store, site);
  if (isNumber || allowsLoss(store, pointer, value.type, site)) return;
  const { types } = build.module;
  for (const lane of site.tangents.orZero(value)) {
    complainWhere(constInt(types.i1, 1), value, lane, site);
  }
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
