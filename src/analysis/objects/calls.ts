/**
 * What a call does to the graph of its caller: by the graph of the function called, by a row of what is known of library
 * functions, by attributes, and else the worst: every object whose address it is given is known to strangers.
 */
import { attributeWords, expandGroups, memoryEffects } from "../../ir/attributes.ts";
import { integerOf } from "../../ir/constants.ts";
import type { Function } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import { Module } from "../../ir/module.ts";
import type { Value } from "../../ir/value.ts";
import type { Allocator } from "../../rules/allocators.ts";
import { inactiveCall } from "../../rules/calls.ts";
import { linkingCall } from "../../rules/cxx-calls.ts";
import type { InactiveCall } from "../../rules/inactive-call.ts";
import { allocatorOfFunction, calledFunction, callEffects } from "../effects.ts";
import { accessedType, isAnyMemory, mayMeet, typeOfTag } from "../tbaa.ts";
import { copiesText } from "../text-pointers.ts";
import { catchesWhole, isBeginCatch } from "../thrown.ts";
import { copyBytes } from "./copies.ts";
import { linkCall } from "./links.ts";
import { type Cell, type Evidence, nodeFlags } from "./node.ts";
import { anywhere, exactly, moved, multiples, type Place, plus } from "./place.ts";
import type { FunctionState } from "./state.ts";
import { allocated, escape, unknownValue } from "./transfer.ts";
import { holdsPointers } from "./types.ts";

/** Intrinsics that give back their first argument, or a pointer near it. */
const passesFirst =
  /^llvm\.(launder\.invariant\.group|strip\.invariant\.group|ptr\.annotation|ssa\.copy|threadlocal\.address|ptrmask|preserve\.|expect|invariant\.start)/;

const maskedLoad =
  /^llvm\.(masked|vp)\.(load|gather|expandload)|^llvm\.experimental\.vp\.strided\.load/;
const maskedStore =
  /^llvm\.(masked|vp)\.(store|scatter|compressstore)|^llvm\.experimental\.vp\.strided\.store/;

/** Library functions that copy bytes, besides the intrinsics: destination, source, length and the destination as result. */
const copiers = new Set(["memcpy", "memmove", "__memcpy_chk", "__memmove_chk", "mempcpy"]);
const fillers = new Set(["memset", "__memset_chk", "bzero"]);

/** Takes in a call of a function without a body here. */
export function externalCall(state: FunctionState, call: CallInst, callee: Function): void {
  const allocator = allocatorOfFunction(callee);
  if (allocator !== undefined) {
    allocation(state, call, allocator);
    return;
  }
  const { name } = callee;
  if (name.startsWith("llvm.memcpy") || name.startsWith("llvm.memmove") || copiers.has(name)) {
    copyCall(state, call);
  } else if (name.startsWith("llvm.memset") || fillers.has(name)) {
    touchArg(state, call, 0, lengthOf(call.args[2]), { isWritten: true });
    if (holdsPointers(call.type)) state.point(call, state.cell(call.operand(0)));
  } else if (passesFirst.test(name)) {
    passFirst(state, call, name);
  } else if (maskedLoad.test(name) || maskedStore.test(name)) maskedAccess(state, call);
  else if (!knownCall(state, call, callee)) attributed(state, call);
}

/** Rows of the rule table, of functions without a derivative, and intrinsics that compute nothing. */
function knownCall(state: FunctionState, call: CallInst, callee: Function): boolean {
  const effects = callEffects(call);
  if (effects === undefined) return false;
  const row = inactiveCall(callee.name);
  if (effects.what === "inactive" && row !== undefined) {
    inactive(state, call, row);
    return true;
  }
  const links = linkingCall(callee.name);
  if (links !== undefined) {
    linkCall(state, call, links);
    return true;
  }
  if (effects.what !== "rule" && effects.what !== "nothing") return false;
  for (const i of effects.writes) touchArg(state, call, i, 16, { isWritten: true });
  if (holdsPointers(call.type)) unknownValue(state, call);
  return true;
}

/** The flags of an object that code which is not analysed may keep, and of one that it may store to. */
const taken = nodeFlags.escaped | nodeFlags.leaked;
const given = nodeFlags.opened | nodeFlags.filled;

function everyArg(call: CallInst): number[] {
  return call.args.map((_, i) => i);
}

function inactive(state: FunctionState, call: CallInst, row: InactiveCall): void {
  const reads = row.reads === "all" ? everyArg(call) : row.reads;
  const writes = row.writes === "all" ? everyArg(call) : row.writes;
  for (const i of reads) touchArg(state, call, i, Infinity, { isRead: true });
  for (const i of writes) touchArg(state, call, i, Infinity, { isWritten: true });
  for (const arg of row.deep || row.stops ? call.args : []) {
    const cell = state.cell(arg);
    if (cell !== null) state.graph.flag(cell.node, taken | given);
  }
  leaveText(state, call, row);
  if (!holdsPointers(call.type)) return;
  const of = typeof row.result === "number" ? state.cell(call.operand(row.result)) : null;
  if (of === null) unknownValue(state, call);
  else state.point(call, { node: of.node, place: placeWithin(call, of.place, state) });
}

/** Objects of text lead to text after the call. Whose that is does not matter: none of it is ever a float. */
function leaveText(state: FunctionState, call: CallInst, { text }: InactiveCall): void {
  const [offset, size] = [text?.pointerAt ?? null, Math.ceil(state.layout.pointerBits(0) / 8)];
  if (offset === null) return;
  for (const i of text?.objects ?? []) {
    const cell = call.args[i] === undefined ? null : state.cell(call.operand(i));
    if (cell === null) continue;
    state.graph.content({ node: cell.node, place: moved(cell.place, offset) }, size);
  }
}

/**
 * Where a function leads that returns a pointer into the object at `from`. The last argument of `__dynamic_cast` is the offset of the one
 * public base in the derived object, or negative where there is no such (Itanium C++ ABI 2.9.7); what a handler is given, nobody has
 * another pointer to that is followed.
 */
function placeWithin(call: CallInst, from: Place, { fn }: FunctionState): Place {
  if (isBeginCatch(call) && catchesWhole(fn.module)) return from;
  if (calledFunction(call)?.name !== "__dynamic_cast") return anywhere;
  const hint = Number(integerOf(call.operand(3)) ?? -1n);
  return hint < 0 ? anywhere : moved(from, -hint);
}

function touchArg(
  state: FunctionState,
  call: CallInst,
  i: number,
  size: number,
  how: { isRead?: boolean; isWritten?: boolean },
): void {
  const arg = call.args[i];
  const cell = arg === undefined ? null : state.cell(arg);
  if (cell !== null) state.touch(cell, size, how);
}

function passFirst(state: FunctionState, call: CallInst, name: string): void {
  const [first] = call.args;
  const cell = first === undefined ? null : state.cell(first);
  if (cell === null) return;
  // A mask takes a pointer down to an alignment.
  const place = name.startsWith("llvm.ptrmask")
    ? plus(cell.place, multiples(1, -Infinity, 0))
    : cell.place;
  state.point(call, { node: cell.node, place });
}

function maskedAccess(state: FunctionState, call: CallInst): void {
  const isStore = call.type.kind === "void";
  const pointers = call.args.filter((arg) => holdsPointers(arg.type));
  const value = isStore ? call.operand(0) : call;
  const pointer = isStore ? pointers.at(-1) : pointers[0];
  const at = pointer === undefined ? null : state.cell(pointer);
  if (at === null) return;
  const { metadata } = call;
  state.access(at, value.type, { isRead: !isStore, isWritten: isStore, isMove: false, metadata });
  const bytes = state.pointerBytes(value.type);
  if (bytes === null) return;
  const where = { node: at.node, place: plus(at.place, bytes.place) };
  const held = isStore ? state.cell(value) : null;
  if (held !== null) state.graph.store(where, bytes.size, held);
  else if (!isStore && holdsPointers(value.type)) {
    state.point(value, state.graph.content(where, bytes.size));
  }
}

function copyCall(state: FunctionState, call: CallInst): void {
  const [to, from, length] = call.args;
  if (to === undefined || from === undefined) return;
  const [toCell, fromCell] = [state.cell(to), state.cell(from)];
  if (holdsPointers(call.type) && toCell !== null) {
    const isEnd = calledFunction(call)?.name === "mempcpy";
    const place = isEnd ? plus(toCell.place, multiples(1, 0)) : toCell.place;
    state.point(call, { node: toCell.node, place });
  }
  const bytes = lengthOf(length);
  if (toCell !== null) state.touch(toCell, bytes, { isWritten: true });
  if (fromCell !== null) state.touch(fromCell, bytes, { isRead: true });
  if (toCell !== null && fromCell !== null && !copiesText(call)) {
    copyBytes(state.graph, toCell, fromCell, bytes, state.isLate, movedBy(call, state));
  }
}

/** Which bytes a copy may move: where the compiler says of which type all are, only such, and what is beside them in a struct does not count. */
function movedBy(call: CallInst, { fn }: FunctionState): (evidence: Evidence) => boolean {
  const whole = accessedType(call.metadata, fn.module);
  if (whole === null || isAnyMemory(whole)) return () => true;
  return ({ isDeclared, tag }) => {
    const type = typeOfTag(tag, fn.module);
    return !isDeclared && (type === null || mayMeet(type, whole));
  };
}

function lengthOf(length: Value | undefined): number {
  const known = length === undefined ? undefined : integerOf(length);
  return known === undefined ? Infinity : Number(known);
}

function allocation(state: FunctionState, call: CallInst, row: Allocator): void {
  const old = row.old === null ? null : state.cell(call.operand(row.old));
  if (row.kind === "free" || row.kind === "inquire" || row.result === null) {
    if (old !== null) state.touch(old, Infinity, { isWritten: row.kind === "free" });
    return;
  }
  const bytes = row.kind === "allocate" ? sizeOf(call, row) : null;
  const made = allocated(state, call, bytes);
  // The bytes are where they were, or have been moved whole.
  if (old !== null) state.point(call, old);
  if (row.copies !== null) {
    touchArg(state, call, row.copies, Infinity, { isRead: true });
    state.touch(made, Infinity, { isWritten: true });
  }
  if (row.result === "return") return;
  const holder = state.cell(
    call.operand("out" in row.result ? row.result.out : row.result.descriptor),
  );
  if (holder === null) return;
  const size = Math.ceil(state.layout.pointerBits(0) / 8);
  state.touch(holder, "out" in row.result ? size : Infinity, {
    isRead: true,
    isWritten: true,
  });
  state.graph.store(holder, size, made);
}

/** The product of the arguments that say it; null where one is not constant or none says it. */
function sizeOf(call: CallInst, { size }: Allocator): number | null {
  let bytes = 1;
  for (const i of size) {
    const factor = integerOf(call.operand(i));
    if (factor === undefined) return null;
    bytes *= Number(factor);
  }
  return size.length === 0 ? null : bytes;
}

/** A call of which only attributes tell: of the call, and of the declaration. */
function attributed(state: FunctionState, call: CallInst): void {
  const { module } = state.fn;
  const groups = module instanceof Module ? module : { attributeGroupText: () => "" };
  const effects = memoryEffects(call, groups);
  const both = [effects.argmem, effects.other];
  const can: Powers = {
    read: both.some((access) => access === "read" || access === "readwrite"),
    write: both.some((access) => access === "write" || access === "readwrite"),
  };
  if (effects.other === "read" || effects.other === "readwrite") state.strangers.read = true;
  if (effects.other === "write" || effects.other === "readwrite") state.strangers.write = true;
  const callee = calledFunction(call);
  let isResultFromArgs = false;
  for (const [i, arg] of call.args.entries()) {
    const cell = state.cell(arg);
    if (cell === null) continue;
    const text = `${call.argAttributes[i] ?? ""} ${callee?.args[i]?.attributes ?? ""}`;
    const words = attributeWords(expandGroups(text, groups));
    attributedArg(state, cell, words, can);
    isResultFromArgs ||= captureOf(words, can) !== "nothing";
    if (words.includes("returned")) state.point(call, cell);
  }
  if (holdsPointers(call.type)) attributedResult(state, call, callee, isResultFromArgs);
}

/** What attributes let a call do to memory that it is given. */
interface Powers {
  readonly read: boolean;
  readonly write: boolean;
}

function attributedArg(
  state: FunctionState,
  cell: Cell,
  words: readonly string[],
  can: Powers,
): void {
  if (captureOf(words, can) === "all") state.graph.flag(cell.node, taken);
  const isNone = words.includes("readnone");
  const isWritten = can.write && !isNone && !words.includes("readonly");
  const isRead = can.read && !isNone && !words.includes("writeonly");
  if (isWritten) state.graph.flag(cell.node, given);
  if (!isRead && !isWritten) return;
  const all = { node: cell.node, place: anywhere };
  state.touch(all, Infinity, { isRead, isWritten });
}

function attributedResult(
  state: FunctionState,
  call: CallInst,
  callee: Function | null,
  isFromArgs: boolean,
): void {
  // What a new object holds is anybody's.
  const result = isFresh(call, callee)
    ? state.cellOrNew(call, nodeFlags.heap | given)
    : unknownValue(state, call);
  const start = result.place.offset;
  state.graph.member(result.node, { value: call, start, bytes: null });
  if (isFromArgs && !isFresh(call, callee)) pointIntoArgs(state, call);
}

function pointIntoArgs(state: FunctionState, call: CallInst): void {
  for (const arg of call.args) {
    const cell = state.cell(arg);
    if (cell !== null && holdsPointers(arg.type)) {
      state.point(call, { node: cell.node, place: anywhere });
    }
  }
}

/** What becomes of an argument's address: nobody keeps it, the result may be made of it, or anybody may keep it. */
function captureOf(words: readonly string[], can: Powers): "nothing" | "result" | "all" {
  if (words.includes("nocapture") || words.includes("captures(none)")) return "nothing";
  const isOfResult = words.some((word) => /^captures\((address(_is_null)?|ret: .*)\)$/.test(word));
  return isOfResult || !(can.read || can.write) ? "result" : "all";
}

function isFresh(call: CallInst, callee: Function | null): boolean {
  return [call.prefix, callee?.prefix ?? ""].some((text) =>
    attributeWords(text).includes("noalias"),
  );
}

/**
 * A call of nobody knows what: inline assembly, or a pointer to functions that are not known.
 * @param isKnownWithin whether code that is differentiated has it only where what is called is known
 */
export function unknownCall(state: FunctionState, call: CallInst, isKnownWithin = false): void {
  state.strangers.read = true;
  state.strangers.write = true;
  for (const arg of call.args) {
    const cell = state.cell(arg);
    if (cell === null) continue;
    const flags = isKnownWithin ? nodeFlags.escaped | nodeFlags.opened : taken | given;
    state.graph.flag(cell.node, flags);
    state.touch({ node: cell.node, place: anywhere }, Infinity, {
      isRead: true,
      isWritten: true,
    });
  }
  if (holdsPointers(call.type)) {
    const result = unknownValue(state, call);
    state.graph.member(result.node, { value: call, start: result.place.offset, bytes: null });
  }
}

/** The cells of the callee's parameters and result with those of the call, for a call that passes by value what `byval` says. */
export function* bindings(
  state: FunctionState,
  call: CallInst,
  callee: FunctionState,
): Generator<readonly [Cell, Cell]> {
  for (const [i, arg] of call.args.entries()) {
    const formal = callee.fn.args[i];
    if (formal === undefined) {
      // An argument that is not named is found by va_arg: out of sight.
      escape(state, arg);
      continue;
    }
    const there = callee.idle.has(formal) ? null : callee.cell(formal);
    const here = there === null ? null : actual(state, call, arg, formal.attributes);
    if (there !== null && here !== null) yield [there, here];
  }
  const here = state.partsOf(call);
  for (const [i, there] of callee.results.entries()) {
    const known = here[i] ?? null;
    if (there !== null && known !== null) yield [there, known];
  }
}

function actual(state: FunctionState, call: CallInst, arg: Value, attributes: string): Cell | null {
  const cell = state.cell(arg);
  if (cell === null || !attributes.includes("byval")) return cell;
  const copy = state.copyOf(call, arg);
  copyBytes(state.graph, copy, cell, Infinity, state.isLate);
  return { node: copy.node, place: exactly(copy.place.offset) };
}
