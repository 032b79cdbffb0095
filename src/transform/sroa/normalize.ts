/**
 * Cuts what a program does with a slot at the borders of the slot's parts. The slot itself stays: afterwards every
 * load, store, copy and fill lies in one part, and parts that have a type are loaded and stored only.
 */
import { withoutAttributes } from "../../ir/attributes.ts";
import { InsertPoint, IRBuilder } from "../../ir/builder.ts";
import type { Instruction, ModuleContext } from "../../ir/graph.ts";
import { type CallInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import { constInt, poisonOf } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import { debugLocation } from "../edges.ts";
import { overlapping, type Partition, pieceType, type Plan } from "./partitions.ts";
import { accessAlign, addressAt, alignAt, argumentAlign, convert, filled } from "./pieces.ts";
import type { AccessSlice, CopySlice, FillSlice, Range, Slice, SlotUses } from "./slices.ts";

/** An aggregate of more scalars than this is loaded and stored whole; a copy over more parts is not cut. */
const mostPieces = 128;

/** A builder at `inst` that gives its debug location to what it makes. */
export function builderAt(inst: Instruction, module: ModuleContext): IRBuilder {
  const location = debugLocation(inst);
  return new IRBuilder(InsertPoint.before(inst), module, {
    debugLocation: location === "" ? null : location,
  });
}

/** Replaces loads and stores of structs and arrays by those of their scalars; true when there were any. */
export function scalarize(uses: SlotUses, module: ModuleContext): boolean {
  let changed = false;
  for (const slice of uses.slices) {
    if (slice.kind !== "access") continue;
    if (slice.type.kind !== "struct" && slice.type.kind !== "array") continue;
    const leaves = leavesOf(slice.type, module);
    if (leaves === null) continue;
    scalarizeAccess(slice, leaves, module);
    changed = true;
  }
  return changed;
}

interface Leaf {
  readonly type: Type;
  readonly path: readonly number[];
  readonly offset: number;
}

/** The scalars and vectors of an aggregate in order; null when there are too many. */
function leavesOf(type: Type, { layout }: ModuleContext): Leaf[] | null {
  const leaves: Leaf[] = [];
  const visit = (inner: Type, path: readonly number[], offset: number): boolean => {
    if (inner.kind === "struct") {
      const fields = inner.fields ?? [];
      return fields.every((field, i) => {
        return visit(field, [...path, i], offset + layout.fieldOffset(inner, i));
      });
    }
    if (inner.kind !== "array") return leaves.push({ type: inner, path, offset }) <= mostPieces;
    const step = layout.sizeOf(inner.element);
    for (let i = 0; i < inner.length; i++) {
      if (!visit(inner.element, [...path, i], offset + i * step)) return false;
    }
    return true;
  };
  return visit(type, [], 0) ? leaves : null;
}

function scalarizeAccess(
  { inst, type }: AccessSlice,
  leaves: readonly Leaf[],
  module: ModuleContext,
): void {
  const builder = builderAt(inst, module);
  const align = accessAlign(inst, type, module.layout);
  let whole: Value = poisonOf(type);
  for (const leaf of leaves) {
    const address = addressAt(builder, inst.pointer, leaf.offset);
    const options = { align: alignAt(align, leaf.offset) };
    if (inst instanceof StoreInst) {
      builder.store(builder.extractValue(inst.value, leaf.path), address, options);
    } else {
      const value = builder.load(leaf.type, address, options);
      whole = builder.insertValue(whole, value, leaf.path);
    }
  }
  if (inst instanceof LoadInst) inst.replaceAllUsesWith(whole);
  inst.erase();
}

/** Cuts every slice of a plan where it must be; true when something changed. */
export function cutSlices(uses: SlotUses, plan: Plan, module: ModuleContext): boolean {
  let changed = false;
  for (const slice of uses.slices) {
    // Cutting a load cuts the stores of what it loads, and the other way round.
    const isGone = (slice.kind === "access" ? slice.inst : slice.call).parent === null;
    if (!isGone && cutSlice(slice, plan, module)) changed = true;
  }
  return changed;
}

/** True when every copy and fill lies over few enough parts. */
export function isCheap(uses: SlotUses, { parts }: Plan): boolean {
  return uses.slices.every((slice) => {
    return slice.kind === "access" || overlapping(parts, slice).length <= mostPieces;
  });
}

function cutSlice(slice: Slice, plan: Plan, module: ModuleContext): boolean {
  const parts = overlapping(plan.parts, slice);
  if (slice.kind === "access") {
    if (!plan.wide.has(slice)) return false;
    if (slice.inst instanceof LoadInst) cutLoad(slice, slice.inst, parts, module);
    else cutStore(slice, slice.inst, parts, module);
    return true;
  }
  const whole = parts.length === 1 && at(parts, 0).type === null;
  if (whole && (at(parts, 0).isRead || (slice.kind === "copy" && slice.arg === 1))) return false;
  if (slice.kind === "copy") cutCopy(slice, parts, module);
  else cutFill(slice, parts, module);
  return true;
}

/** Stores of what `load` loads, when it is used for nothing else: each can be made a store of the pieces. */
function storesOnly(load: LoadInst): StoreInst[] | null {
  const stores: StoreInst[] = [];
  for (const { user, index } of load.uses()) {
    if (!(user instanceof StoreInst) || index !== 0 || user.flags !== "") return null;
    stores.push(user);
  }
  return stores;
}

function cutLoad(
  slice: AccessSlice,
  load: LoadInst,
  parts: readonly Partition[],
  module: ModuleContext,
): void {
  const pieces = loadPieces(slice, load, parts, module);
  const stores = slice.type.kind === "int" ? storesOnly(load) : null;
  if (stores !== null) {
    for (const store of stores) storePieces(store, pieces, slice, module);
  } else if (load.isUsed) {
    const builder = builderAt(load, module);
    load.replaceAllUsesWith(assemble(builder, slice, pieces, module));
  }
  load.erase();
}

interface Piece {
  readonly part: Range;
  readonly value: Value;
}

/** One load for each part, with the type that the part has. */
function loadPieces(
  slice: AccessSlice,
  load: LoadInst,
  parts: readonly Partition[],
  module: ModuleContext,
): Piece[] {
  const builder = builderAt(load, module);
  const align = accessAlign(load, slice.type, module.layout);
  return parts.map((part) => {
    const offset = part.begin - slice.begin;
    const type = part.type ?? pieceType(slice, part, module);
    const address = addressAt(builder, load.pointer, offset);
    return { part, value: builder.load(type, address, { align: alignAt(align, offset) }) };
  });
}

/** Replaces `store` by a store of each piece. */
function storePieces(
  store: StoreInst,
  pieces: readonly Piece[],
  slice: Range,
  module: ModuleContext,
): void {
  const builder = builderAt(store, module);
  const align = accessAlign(store, store.value.type, module.layout);
  for (const { part, value } of pieces) {
    const offset = part.begin - slice.begin;
    builder.store(value, addressAt(builder, store.pointer, offset), {
      align: alignAt(align, offset),
    });
  }
  store.erase();
}

/** The vector or integer whose parts are `pieces`. */
function assemble(
  builder: IRBuilder,
  slice: AccessSlice,
  pieces: readonly Piece[],
  module: ModuleContext,
): Value {
  const { type } = slice;
  if (type.kind === "vector") return assembleVector(builder, slice, pieces, module);
  let whole: Value | null = null;
  for (const { part, value } of pieces) {
    const bits = convert(builder, value, pieceType(slice, part, module));
    // What it was cut for may have turned out not to be cut.
    const extended = bits.type === type ? bits : builder.cast("zext", bits, type);
    const distance = constInt(type, 8 * (part.begin - slice.begin));
    const shifted =
      part.begin === slice.begin ? extended : builder.binary("shl", extended, distance);
    whole = whole === null ? shifted : builder.binary("or", whole, shifted);
  }
  return whole ?? poisonOf(type);
}

function assembleVector(
  builder: IRBuilder,
  slice: AccessSlice,
  pieces: readonly Piece[],
  module: ModuleContext,
): Value {
  const { types } = module;
  let whole: Value = poisonOf(slice.type);
  for (const { part, value } of pieces) {
    const elements = convert(builder, value, pieceType(slice, part, module));
    const { first, count } = lanes(slice, part, module);
    for (let i = 0; i < count; i++) {
      const lane = constInt(types.i32, i);
      const element = count === 1 ? elements : builder.extractElement(elements, lane);
      whole = builder.insertElement(whole, element, constInt(types.i32, first + i));
    }
  }
  return whole;
}

/** The lanes of a cut vector that `part` holds. */
function lanes(slice: AccessSlice, part: Range, { layout }: ModuleContext) {
  const element = slice.type.kind === "vector" ? slice.type.element : slice.type;
  const step = layout.storeSize(element);
  return { first: (part.begin - slice.begin) / step, count: (part.end - part.begin) / step };
}

function cutStore(
  slice: AccessSlice,
  store: StoreInst,
  parts: readonly Partition[],
  module: ModuleContext,
): void {
  const { value } = store;
  if (slice.type.kind === "int" && value instanceof LoadInst && value.flags === "") {
    // What is only moved is moved piece by piece, each with its own type.
    const source: AccessSlice = { ...slice, inst: value };
    storePieces(store, loadPieces(source, value, parts, module), slice, module);
    if (!value.isUsed) value.erase();
    return;
  }
  const builder = builderAt(store, module);
  const pieces = parts.map((part) => {
    const piece = takePiece(builder, slice, value, part, module);
    return { part, value: part.type === null ? piece : convert(builder, piece, part.type) };
  });
  storePieces(store, pieces, slice, module);
}

/** The bits of `value` that lie in `part`. */
function takePiece(
  builder: IRBuilder,
  slice: AccessSlice,
  value: Value,
  part: Range,
  module: ModuleContext,
): Value {
  const { types } = module;
  const type = pieceType(slice, part, module);
  if (value.type.kind !== "vector") {
    const distance = constInt(value.type, 8 * (part.begin - slice.begin));
    const shifted = part.begin === slice.begin ? value : builder.binary("lshr", value, distance);
    return shifted.type === type ? shifted : builder.cast("trunc", shifted, type);
  }
  const { first, count } = lanes(slice, part, module);
  const lane = (i: number): Value => {
    return builder.extractElement(value, constInt(types.i32, first + i));
  };
  if (count === 1) return lane(0);
  let whole: Value = poisonOf(type);
  for (let i = 0; i < count; i++) {
    whole = builder.insertElement(whole, lane(i), constInt(types.i32, i));
  }
  return whole;
}

/** A copy becomes a load and a store for each typed part and a smaller copy for each other; what nothing reads is not written. */
function cutCopy(slice: CopySlice, parts: readonly Partition[], module: ModuleContext): void {
  const { call } = slice;
  const builder = builderAt(call, module);
  for (const part of parts) {
    if (slice.arg === 0 && !part.isRead) continue;
    const begin = Math.max(part.begin, slice.begin);
    const length = Math.min(part.end, slice.end) - begin;
    const offset = begin - slice.begin;
    const [to, from] = [0, 1].map((arg) => addressAt(builder, call.operand(arg), offset));
    if (to === undefined || from === undefined) continue;
    if (part.type === null) copyBytes(builder, call, [to, from], { offset, length });
    else {
      const align = [0, 1].map((arg) => alignAt(argumentAlign(call, arg), offset));
      const value = builder.load(part.type, from, { align: at(align, 1) });
      builder.store(value, to, { align: at(align, 0) });
    }
  }
  call.erase();
}

/** `call` again for a part of what it moves or fills: `pointers` replace its first arguments. */
function copyBytes(
  builder: IRBuilder,
  call: CallInst,
  pointers: readonly Value[],
  { offset, length }: { readonly offset: number; readonly length: number },
): void {
  const args = call.args;
  const moved = args.map((arg, i) => pointers[i] ?? arg);
  moved[2] = constInt(at(args, 2).type, length);
  const attributes = args.map((_, i) => {
    const own = withoutAttributes(call.argAttributes[i] ?? "", "align", "dereferenceable");
    if (i >= pointers.length) return own;
    return `${own} align ${alignAt(argumentAlign(call, i), offset)}`.trim();
  });
  const callee = { callee: call.callee, type: call.functionType };
  builder.call(callee, moved, {
    argAttributes: attributes,
    attributes: call.attributes,
    prefix: call.prefix,
    tailKind: call.tailKind,
  });
}

function cutFill(slice: FillSlice, parts: readonly Partition[], module: ModuleContext): void {
  const { call, byte } = slice;
  const builder = builderAt(call, module);
  for (const part of parts) {
    if (!part.isRead) continue;
    const begin = Math.max(part.begin, slice.begin);
    const length = Math.min(part.end, slice.end) - begin;
    const offset = begin - slice.begin;
    const to = addressAt(builder, call.operand(0), offset);
    if (part.type === null || byte === null) copyBytes(builder, call, [to], { offset, length });
    else {
      const value = filled(builder, part.type, byte);
      builder.store(value, to, { align: alignAt(argumentAlign(call, 0), offset) });
    }
  }
  call.erase();
}
