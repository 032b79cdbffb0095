/**
 * Marked memory (see analysis/marks.ts) in the forward sweep. Beside each store of a float its mark is stored to the shadow, beside
 * that of a pointer the shadow pointer, beside any other 0; copies take along what they find. So the shadow tells what is there when
 * an integer is read, when bytes are copied, and when a float is read of which something else may have overwritten a part.
 */
import { callEffects } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { heapCalls } from "../ir/heap.ts";
import { must } from "../support/assert.ts";
import { endIf } from "../transform/fatal.ts";
import { type Context, surelyShadowed } from "./context.ts";
import { buryRecord } from "./heap-calls.ts";
import { moveMarked } from "./mark-copies.ts";
import { floatCheck, integerCheck, numberCheck, pointerCheck } from "./mark-helpers.ts";
import { markConstant } from "./mark-values.ts";
import { changesMarked, copiesMarked, isMarked, isTextCopy, sourcesInMarks } from "./marked.ts";
import { holdsAddress, movesPointerBits, shadowOfMoved } from "./moved-bits.ts";
import { holdsPointers, orSink } from "./pointer-moves.ts";
import { shadowAlign } from "./shadow-align.ts";
import type { Shadows } from "./shadows.ts";
import type { Slots } from "./slots.ts";

/** Emits all that is done to the marks. `buried` is the list of memory to be freed at the end. */
export function keepMarks(
  context: Context,
  shadows: Shadows,
  slots: Slots,
  buried: Value | null,
): void {
  if (context.marks === null) return;
  for (const inst of context.cfg.order.flatMap((block) => [...block])) {
    if (inst instanceof LoadInst) checkLoad(inst, context, shadows);
    else if (isAtomic(inst)) checkAtomic(inst, context, shadows);
    else if (inst instanceof CallInst && readsText(inst)) checkTextRead(inst, context, shadows);
    else if (!changesMarked(inst, context)) continue;
    else if (inst instanceof StoreInst) {
      markStore(inst, context, shadows, slots);
      for (const load of computedFrom(inst, context)) checkNumber(load, context, shadows);
    } else if (copiesMarked(inst, context)) {
      copyMarks(inst, context, shadows, must(buried, "records are buried"));
    } else clearMarks(inst, context, shadows);
  }
}

function isAtomic({ opcode }: Instruction): boolean {
  return opcode === "atomicrmw" || opcode === "cmpxchg";
}

/** Counts of owners and the like: what is an integer before stays one. */
function checkAtomic(inst: Instruction, context: Context, shadows: Shadows): void {
  if (!isMarked(inst.operand(0), context)) return;
  const { types, layout } = context.services;
  const size = constInt(types.i64, layout.storeSize(inst.operand(1).type));
  const { build, ends } = endsBefore(inst, inst.operand(0), context, shadows);
  build.call(integerCheck(context.services), [...ends, size]);
}

function computedFrom(store: StoreInst, context: Context): LoadInst[] {
  if (store.value.type.kind !== "int" || store.value instanceof LoadInst) return [];
  if (!movesPointerBits(store, context) || holdsAddress(store.value, context)) return [];
  return sourcesInMarks(store, context) ?? [];
}

/** Ends the program where a pointer's bits, or a float's, are loaded. */
function checkNumber(load: LoadInst, context: Context, shadows: Shadows): void {
  const { services } = context;
  const { types, layout } = services;
  const { build, ends } = endsBefore(load, load.pointer, context, shadows);
  const size = constInt(types.i64, layout.storeSize(load.type));
  build.call(numberCheck(services), [...ends, size]);
}

/** Does a function of a library read text through pointers that it is given? */
function readsText(call: CallInst): boolean {
  return callEffects(call)?.text !== undefined && !isTextCopy(call);
}

/** Text begins with a byte that is none of a float's. */
function checkTextRead(call: CallInst, context: Context, shadows: Shadows): void {
  const { objects, isOfStrings } = must(callEffects(call)?.text, "it reads text");
  const { types } = context.services;
  call.args.forEach((arg, i) => {
    const isText = arg.type.kind === "pointer" && !objects.includes(i) && !isOfStrings;
    if (!isText || !isMarked(arg, context)) return;
    const { build, ends } = endsBefore(call, arg, context, shadows);
    build.call(integerCheck(context.services), [...ends, constInt(types.i64, 1)]);
  });
}

/** A float that is moved as a pointer would lose its derivative. */
function checkPointer(load: LoadInst, context: Context, shadows: Shadows): void {
  const { build, ends } = endsBefore(load, load.pointer, context, shadows);
  build.call(pointerCheck(context.services), ends);
}

function checkLoad(load: LoadInst, context: Context, shadows: Shadows): void {
  const { activity, services } = context;
  if (!isMarked(load.pointer, context)) return;
  if (carriesPointer(load.type)) {
    checkPointer(load, context, shadows);
    return;
  }
  if (!activity.isUseful(load)) return;
  const { types, layout } = services;
  const whole = layout.storeSize(load.type);
  if (!carriesFloat(load.type)) {
    const { build, ends } = endsBefore(load, load.pointer, context, shadows);
    build.call(integerCheck(services), [...ends, constInt(types.i64, whole)]);
    return;
  }
  const element = scalarType(load.type);
  if (!activity.isActive(load) || element.kind !== "float") return;
  const { build, ends } = endsBefore(load, load.pointer, context, shadows);
  for (let at = 0; at < whole; at += layout.storeSize(element)) {
    const places = ends.map((end) => build.gep(types.i8, end, [constInt(types.i64, at)]));
    build.call(floatCheck(element, services), places);
  }
}

/** The pointer and its shadow, as pointers to bytes, in front of the instruction. */
function endsBefore(
  inst: Instruction,
  pointer: Value,
  { services }: Context,
  shadows: Shadows,
): { build: IRBuilder; ends: Value[] } {
  const bytes = services.types.pointerTo(services.types.i8);
  const shadow = shadows.of(pointer);
  const build = new IRBuilder(InsertPoint.before(inst), services);
  return { build, ends: [pointer, shadow].map((each) => build.bitcastPointer(each, bytes)) };
}

function markStore(inst: StoreInst, context: Context, shadows: Shadows, slots: Slots): void {
  const shadow = shadows.of(inst.pointer);
  if (shadow === inst.pointer) return;
  const value = markFor(inst, context, shadows);
  const build = new IRBuilder(InsertPoint.after(inst), context.services);
  const place = surelyShadowed(context, inst.pointer) ? shadow : orSink(build, inst, shadow, slots);
  const align = shadowAlign(inst.align, value.type, context.services.layout);
  build.store(value, place, { align });
  if (carriesFloat(inst.value.type)) checkAligned(inst, build, context);
}

/** Copies find floats only where words begin. What is said to be less aligned mostly is all the same. */
function checkAligned(
  { align, pointer, value }: StoreInst,
  build: IRBuilder,
  context: Context,
): void {
  const { services } = context;
  const { types, layout } = services;
  const stated = align === 0 ? layout.abiAlign(value.type) : align;
  if (stated >= wordBytes) return;
  const address = build.cast("ptrtoint", pointer, types.i64);
  const rest = build.binary("and", address, constInt(types.i64, wordBytes - 1));
  const message = "a number is stored at an odd address, in memory that also holds other things";
  const report = endIf("__tsad_odd_address", message, services);
  build.call(report, [build.icmp("ne", rest, constInt(types.i64, 0))]);
}

/** Floats in marked memory begin at multiples of this many bytes. */
const wordBytes = 4;

/** What the shadow of the stored value holds: floats that depend on nothing need no mark, and may be read as integers. */
function markFor(inst: StoreInst, context: Context, shadows: Shadows): Value {
  const { value } = inst;
  if (carriesFloat(value.type)) {
    return context.activity.isVaried(value) ? markConstant(value.type) : nullOf(value.type);
  }
  // An integer that is computed is no pointer: what it is computed from is looked at.
  const isLoaded = value instanceof LoadInst && context.contents.endOf(value) !== null;
  const isMoved = isLoaded || holdsAddress(value, context);
  const isPointer = value.type.kind === "pointer" || (isMoved && movesPointerBits(inst, context));
  if (isPointer && holdsPointers(inst, context)) return shadowOfMoved(inst, context, shadows);
  return nullOf(value.type);
}

function copyMarks(inst: Instruction, context: Context, shadows: Shadows, buried: Value): void {
  const { services, markRecords } = context;
  const build = new IRBuilder(InsertPoint.after(inst), services);
  const { types } = services;
  const ends = [inst.operand(0), inst.operand(1)].flatMap((end) => [end, shadows.of(end)]);
  const record = build.call(moveMarked(services), [...ends, widened(build, inst.operand(2))]);
  const bytes = heapCalls(services).pointer;
  buryRecord(build.bitcastPointer(record, bytes), buried, build, services);
  markRecords.set(inst, build.bitcastPointer(record, types.pointerTo(types.i8)));
}

function clearMarks(inst: Instruction, context: Context, shadows: Shadows): void {
  const { services } = context;
  const { types } = services;
  const target = inst.operand(0);
  const shadow = shadows.of(target);
  if (shadow === target) return;
  const build = new IRBuilder(InsertPoint.after(inst), services);
  const length = inst.operand(2);
  const absent = build.icmp("eq", shadow, target);
  const bytes = build.select(absent, constInt(length.type, 0), length);
  const type = types.fn(types.void, [shadow.type, types.i8, length.type, types.i1]);
  const fn = services.declareIntrinsic("llvm.memset", [shadow.type, length.type], type);
  build.call(fn, [shadow, constInt(types.i8, 0), bytes, constInt(types.i1, 0)]);
}

function widened(build: IRBuilder, value: Value): Value {
  const { i64 } = build.module.types;
  return value.type === i64 ? value : build.cast("zext", value, i64);
}
