/**
 * Pointers that are moved in the forward sweep: what is stored to, copied to or cleared in memory that holds pointers to active
 * memory is done to the shadow of that memory too, with the shadows of the pointers.
 */
import {
  type FloatRun,
  floatsCopied,
  kindsCopied,
  type Run,
  scalarsCopied,
} from "../analysis/copied-fields.ts";
import type { Copy } from "../analysis/contents.ts";
import { calledFunction, callEffects } from "../analysis/effects.ts";
import { isOwn } from "../analysis/memory.ts";
import { accessedType, isAnyMemory } from "../analysis/tbaa.ts";
import { expandGroups, hasAttribute } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { type Context, surelyShadowed } from "./context.ts";
import { refuse } from "./fail.ts";
import { endWhereLost, mayLose } from "./outside-memory.ts";
import { holdsAddress, isMadeOfLoads, movesPointerBits, shadowOfMoved } from "./moved-bits.ts";
import { changesMarked, isMarked, sourcesInMarks } from "./marked.ts";
import { shadowAlign } from "./shadow-align.ts";
import type { Shadows } from "./shadows.ts";
import type { Slots } from "./slots.ts";

/** Emits the moves of shadow pointers beside those of the primal. */
export function moveShadowPointers(context: Context, shadows: Shadows, slots: Slots): void {
  // Only what is there now: the calls and stores that are added for shadows have no shadows of their own.
  for (const inst of context.cfg.order.flatMap((block) => [...block])) {
    if (changesMarked(inst, context)) continue;
    if (inst instanceof StoreInst) storeShadow(inst, context, shadows, slots);
    else if (inst instanceof CallInst && movesPointers(inst, context)) {
      moveShadows(inst, context, shadows);
    } else if (inst instanceof CallInst && callEffects(inst)?.what === "link") {
      if (changesLinks(inst)) shadows.linkShadows(inst);
    } else if (inst instanceof CallInst) shareText(inst, context, shadows);
  }
}

function changesLinks(call: CallInst): boolean {
  return (callEffects(call)?.writes.length ?? 0) > 0;
}

/** Text that the library has left a pointer to has no shadow: it is its own. */
function shareText(call: CallInst, context: Context, shadows: Shadows): void {
  const { text } = callEffects(call) ?? {};
  const { activity, memory, services } = context;
  const { types } = services;
  const offset = text?.pointerAt ?? null;
  for (const i of offset === null ? [] : (text?.objects ?? [])) {
    const object = call.args[i];
    if (object === undefined || offset === null) continue;
    if (![...memory.rootsOf(object)].some((root) => activity.isPointerRoot(root))) continue;
    const shadow = shadows.of(object);
    if (shadow === object) continue;
    const [normal] = call.destinations;
    const behind = normal === undefined ? InsertPoint.after(call) : InsertPoint.afterPhis(normal);
    const build = new IRBuilder(behind, services);
    const pointer = types.pointerTo(types.i8);
    build.store(
      build.load(pointer, atOffset(build, object, offset)),
      atOffset(build, shadow, offset),
    );
  }
}

/** The ends of a move, or their shadows: for a store the source is the pointer that is stored. */
interface Ends {
  readonly target: Value;
  readonly source: Value;
}

/** Ends the program where something with a shadow is moved to memory without one. */
function endWhereDropped(
  build: IRBuilder,
  ends: Ends,
  shadows: Ends,
  services: Context["services"],
): void {
  if (shadows.source === ends.source) return;
  const absent = build.icmp("eq", shadows.target, ends.target);
  const isActive = build.icmp("ne", shadows.source, ends.source);
  endWhereLost(build, build.binary("and", absent, isActive), services);
}

/** Does the call copy to, or fill, memory that holds pointers to active memory? */
export function movesPointers(call: CallInst, { activity, memory }: Context): boolean {
  const what = callEffects(call)?.what;
  if (what !== "copy" && what !== "move" && what !== "set") return false;
  return [...memory.rootsOf(call.operand(0))].some((root) => activity.isPointerRoot(root));
}

function storeShadow(inst: StoreInst, context: Context, shadows: Shadows, slots: Slots): void {
  const { services } = context;
  if (inst.value.type.kind !== "pointer" && !movesPointerBits(inst, context)) return;
  if (!holdsPointers(inst, context)) return;
  const pointer = shadows.of(inst.pointer);
  const mayDrop = mayLose(context, inst.pointer);
  if (pointer === inst.pointer && !mayDrop) return;
  const value = shadowOfMoved(inst, context, shadows);
  const build = new IRBuilder(InsertPoint.after(inst), services);
  if (mayDrop) {
    const ends = { target: inst.pointer, source: inst.value };
    endWhereDropped(build, ends, { target: pointer, source: value }, services);
  }
  if (pointer === inst.pointer) return;
  const place = surelyShadowed(context, inst.pointer)
    ? pointer
    : orSink(build, inst, pointer, slots);
  const align = shadowAlign(inst.align, value.type, services.layout);
  build.store(value, place, { align });
}

/** May the memory that is stored to hold pointers to active memory? */
export function holdsPointers({ pointer }: StoreInst, { activity, memory }: Context): boolean {
  return [...memory.rootsOf(pointer)].some((root) => activity.isPointerRoot(root));
}

/** @throws TsadError for a pointer to active memory that is stored as an integer, when that is neither made from a pointer nor from integers that were loaded */
export function checkPointerBits(store: StoreInst, context: Context): void {
  checkPiece(store, context);
  checkFloatMove(store, context);
  if (store.value instanceof LoadInst || holdsAddress(store.value, context)) return;
  if (!holdsPointers(store, context)) return;
  if (!movesPointerBits(store, context) || isCount(store, context)) return;
  if (isMadeOfLoads(store.value, context)) return;
  if (isMarked(store.pointer, context) && sourcesInMarks(store, context) !== null) return;
  const reason = "a pointer to active memory is stored as an integer";
  throw refuse("E_TYPE_CONFLICT", store, { primal: context.spec.primal, reason });
}

/** @throws TsadError for a part of an address that is stored where a pointer is loaded: it is put together in memory, where nothing follows it */
function checkPiece(store: StoreInst, { contents, memory, spec, services }: Context): void {
  const { type } = store.value;
  if (type.kind !== "int" || type.bits >= services.layout.pointerBits(0)) return;
  const isPart = memory.addresses.of(store.value) !== "none";
  const isMoved = store.value instanceof LoadInst && contents.isInsidePointer(store.value);
  if (isPart ? !contents.isPointerAt(store) : !isMoved || !contents.isInsidePointer(store)) return;
  throw refuse("E_PROVENANCE", store, { primal: spec.primal });
}

/** @throws TsadError where bytes are moved as a float, or a part of one, from where a pointer is to where one is loaded */
function checkFloatMove(store: StoreInst, context: Context): void {
  const { value, pointer } = store;
  const { contents, spec } = context;
  if (!(value instanceof LoadInst) || scalarType(value.type).kind !== "float") return;
  if (isMarked(pointer, context) || isMarked(value.pointer, context)) return;
  if (!contents.isPointerAt(store) || !contents.isPointerAt(value)) return;
  const reason = "a pointer may be moved as a float";
  throw refuse("E_TYPE_CONFLICT", store, { primal: spec.primal, reason });
}

/** Is the integer for integers' use only: by every access that is seen, and where others may come, by what the compiler says of its type? */
function isCount(store: StoreInst, context: Context): boolean {
  const { contents, fn, spec, services } = context;
  if (contents.endOf(store.value) === null) return true;
  if (isOnlySeenHere(store, context) && contents.isNeverSeenFollowed(store)) return true;
  if (!contents.isNeverFollowed(store)) return false;
  if (contents.isPrivate(contents.endOf(store.pointer))) return true;
  const tag = accessedType(store.metadata, fn.module);
  if (tag !== null) return !isAnyMemory(tag);
  return hasAttribute(expandGroups(spec.primal.suffix, services), "optnone");
}

/** Is it stored to memory into which nobody looks but this function and those that it calls, all of them known? */
function isOnlySeenHere(store: StoreInst, { contents, memory }: Context): boolean {
  if (contents.isPrivate(contents.endOf(store.pointer))) return true;
  const isLocal = [...memory.rootsOf(store.pointer)].every(({ kind }) => kind === "alloca");
  return isLocal && !memory.hasStrangers;
}

/** The shadow, or where memory is its own shadow a place that nobody reads. */
export function orSink(build: IRBuilder, inst: StoreInst, shadow: Value, slots: Slots): Value {
  const sink = build.bitcastPointer(slots.make(inst.value.type, "tsad.sink"), shadow.type);
  return build.select(build.icmp("eq", shadow, inst.pointer), sink, shadow);
}

/**
 * Which of the bytes that `call` copies or fills are pointers: "all" where there is nothing beside them that has a derivative.
 * @throws TsadError where nothing shows which
 */
export function pointersMoved(call: CallInst, context: Context): "all" | Run<Type>[] {
  const { contents, fn, spec } = context;
  const copy = whatMoves(call, context);
  const kinds = [...kindsCopied(copy, contents)];
  if (!kinds.some((type) => type.kind === "float") || fillsOwn(call, context)) return "all";
  if (!kinds.some((type) => type.kind === "pointer")) return [];
  const runs = scalarsCopied(copy, contents, fn.module.layout);
  if (runs !== null) return runs.filter((run) => run.type.kind === "pointer");
  const reason = "cannot tell which of the bytes that are moved are pointers to active memory";
  throw refuse("E_TYPE_CONFLICT", call, { primal: spec.primal, reason });
}

/**
 * The floats among the bytes that `call` copies or fills, where pointers to active memory, whose shadows must stay, are among
 * them; null where there are none.
 */
export function floatsFilled(call: CallInst, context: Context): FloatRun[] | null {
  if (!movesPointers(call, context) || fillsOwn(call, context)) return null;
  const { contents, fn } = context;
  const copy = whatMoves(call, context);
  const kinds = [...kindsCopied(copy, contents)];
  if (!kinds.some((type) => type.kind === "float")) return [];
  // The same evidence by which the floats of a copy are known: there is one kind, and nothing else.
  if (!kinds.some((type) => type.kind === "pointer")) return null;
  return must(
    floatsCopied(copy, contents, fn.module.layout),
    "legality found out which are floats",
  );
}

/**
 * Does the call fill memory of the function's own? The floats in its shadow are zero all through the forward sweep, so the shadow may be filled
 * alike; and what pointers were there before is no use to the reverse sweep.
 */
function fillsOwn(call: CallInst, { memory }: Context): boolean {
  return callEffects(call)?.what === "set" && [...memory.rootsOf(call.operand(0))].every(isOwn);
}

/** The copy; filled memory is taken for a copy onto itself. */
function whatMoves(call: CallInst, { contents }: Context): Copy {
  if (callEffects(call)?.what !== "set") return contents.copyOf(call);
  const to = contents.endOf(call.operand(0));
  const length = integerOf(call.operand(2));
  return {
    to,
    from: to,
    bytes: length === undefined ? null : Number(length),
    members: null,
    whole: null,
  };
}

function moveShadows(call: CallInst, context: Context, shadows: Shadows): void {
  const target = shadows.of(call.operand(0));
  const isSet = callEffects(call)?.what === "set";
  const mayDrop = !isSet && mayLose(context, call.operand(0));
  if (target === call.operand(0) && !mayDrop) return;
  const source = isSet ? call.operand(1) : shadows.of(call.operand(1));
  const runs = pointersMoved(call, context);
  const build = new IRBuilder(InsertPoint.after(call), context.services);
  if (mayDrop) {
    const ends = { target: call.operand(0), source: call.operand(1) };
    endWhereDropped(build, ends, { target, source }, context.services);
  }
  if (target === call.operand(0)) return;
  const certain = surelyShadowed(context, call.operand(0));
  const callee = must(calledFunction(call), "an intrinsic is called by its name");
  const emit = (offset: number, bytes: Value): void => {
    const none = constInt(bytes.type, 0);
    const absent = certain ? null : build.icmp("eq", target, call.operand(0));
    const length = absent === null ? bytes : build.select(absent, none, bytes);
    const to = atOffset(build, target, offset);
    const from = isSet ? source : atOffset(build, source, offset);
    build.call(callee, [to, from, length, constInt(build.module.types.i1, 0)]);
    if (isSet || !mayLose(context, call.operand(1))) return;
    shadows.adopt(build, { to, from, length }, atOffset(build, call.operand(1), offset));
  };
  if (runs === "all") emit(0, call.operand(2));
  else {
    const { layout } = context.services;
    for (const { offset, type, count } of runs) {
      emit(offset, constInt(call.operand(2).type, count * layout.sizeOf(type)));
    }
  }
}

function atOffset(build: IRBuilder, pointer: Value, offset: number): Value {
  const { types } = build.module;
  return offset === 0 ? pointer : build.gep(types.i8, pointer, [constInt(types.i64, offset)]);
}
