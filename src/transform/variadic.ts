/**
 * Variadic functions with a body here. A call knows how many arguments it passes and of which types, so it gets a copy of the function with
 * as many parameters. Where the copy begins to read its list, the list is made to say that all registers are used up and that the
 * arguments are in memory, one behind the other, as the System V ABI for x86-64 lays them out (3.5.7): what compilers make of va_arg then
 * reads them there.
 */
import { calledFunction } from "../analysis/effects.ts";
import { isSeenThrough } from "../analysis/registered.ts";
import { attributeValue, hasAttribute, withoutAttributes } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { cloneFunctionBody } from "../ir/clone.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { Argument, Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import { Module } from "../ir/module.ts";
import { spelledType } from "../ir/spelled-type.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { isInterposable } from "./linkage.ts";
import { callBefore, type CopyServices, emptyCopy } from "./specialise.ts";

/** A member of the list: `struct { unsigned gp_offset, fp_offset; void *overflow_arg_area, *reg_save_area; }`. */
interface Member {
  readonly offset: number;
  readonly kind: "number" | "pointer";
}

const members: readonly Member[] = [
  { offset: 0, kind: "number" },
  { offset: 4, kind: "number" },
  { offset: 8, kind: "pointer" },
  { offset: 16, kind: "pointer" },
];

/** Behind the last of six general registers, and of eight vector registers behind them. */
const allUsed = { general: 6 * 8, vector: 6 * 8 + 8 * 16 };

/** The bytes of an argument in memory. */
interface Place {
  readonly offset: number;
  readonly type: Type;
  /** The argument is a pointer to it. */
  readonly isCopied: boolean;
}

/** The copies for calls of one function, by the types that are passed. */
const copies = new WeakMap<Function, Map<string, Function>>();

/**
 * Makes calls in `fn` of variadic functions that have a body calls of copies with a fixed list of parameters, and says how many it
 * changed. Those of other targets, and those that pass what is not known to go into memory in one way, stay.
 */
export function fixArgumentLists(fn: Function, services: CopyServices): number {
  if (!isSystemV(fn)) return 0;
  let count = 0;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || inst.opcode === "callbr" || inst.forwardsVarargs) continue;
    const callee = calledFunction(inst);
    if (callee?.functionType.varargs !== true || inst.callee !== callee) continue;
    if (!isSeenThrough(callee) || isInterposable(callee)) continue;
    const places = placesOf(inst, services);
    if (places === null) continue;
    passAll(inst, copyFor(callee, inst, places, services));
    count++;
  }
  return count;
}

/** Replaces copies and ends of lists in `fn` by what they do; true when there were any. */
export function lowerLists(fn: Function, services: CopyServices): boolean {
  if (!isSystemV(fn)) return false;
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst)) continue;
    const name = calledFunction(inst)?.name ?? "";
    if (/^llvm\.va_copy\b/.test(name)) copyList(inst, services);
    else if (!/^llvm\.va_end\b/.test(name)) continue;
    inst.erase();
    changed = true;
  }
  return changed;
}

function isSystemV({ module }: Function): boolean {
  const triple = module instanceof Module ? module.triple : "";
  return triple.startsWith("x86_64-") && !/windows|win32|cygwin|mingw|uefi|x32/.test(triple);
}

/** Where the arguments behind the fixed ones are; null where one is of a type that calls pass in more than one way. */
function placesOf(call: CallInst, { types, layout }: CopyServices): Place[] | null {
  const places: Place[] = [];
  let end = 0;
  for (let i = call.functionType.params.length; i < call.argCount; i++) {
    const words = call.argAttributes[i] ?? "";
    const spelled = attributeValue(words, "byval");
    const { type: passed } = at(call.args, i);
    const type = spelled === undefined ? passed : spelledType(spelled, types);
    if (type === undefined || /\b(inalloca|preallocated|sret|nest)\b/.test(words)) return null;
    const align =
      spelled === undefined
        ? alignmentOf(type, layout)
        : Number(attributeValue(words, "align") ?? "8");
    if (align === null) return null;
    const offset = Math.ceil(end / Math.max(align, 8)) * Math.max(align, 8);
    places.push({ offset, type, isCopied: spelled !== undefined });
    end = offset + Math.ceil(layout.sizeOf(type) / 8) * 8;
  }
  return places;
}

/** The alignment of an argument that is passed as it is; null for a type of which it is not known. */
function alignmentOf(type: Type, layout: DataLayout): number | null {
  if (type.kind === "pointer") return 8;
  if (type.kind === "int") return type.bits <= 64 ? 8 : null;
  if (type.kind === "float") return layout.sizeOf(type);
  if (type.kind !== "vector" || type.scalable) return null;
  const size = layout.sizeOf(type);
  return size === 8 || size === 16 ? size : null;
}

function copyFor(
  callee: Function,
  call: CallInst,
  places: readonly Place[],
  services: CopyServices,
): Function {
  const known = copies.get(callee) ?? new Map<string, Function>();
  copies.set(callee, known);
  const key = places
    .map(({ offset, type, isCopied }) => `${offset} ${type.text} ${isCopied}`)
    .join();
  const made = known.get(key) ?? makeCopy(callee, call, places, services);
  known.set(key, made);
  return made;
}

function makeCopy(
  callee: Function,
  call: CallInst,
  places: readonly Place[],
  services: CopyServices,
): Function {
  const { ret, params } = callee.functionType;
  const passed = call.args.slice(params.length).map(({ type }) => type);
  const type = services.types.fn(ret, [...params, ...passed]);
  const copy = emptyCopy(callee, type, "fixed", services);
  callee.args.forEach((arg, i) => {
    at(copy.args, i).attributes = arg.attributes;
  });
  const map = new Map<Value, Value>();
  cloneFunctionBody(callee, copy, map, { dropDebug: true });
  const starts = [...copy.instructions()].filter(
    (inst): inst is CallInst => inst instanceof CallInst && isStart(inst),
  );
  if (starts.length > 0) {
    const memory = layOut(copy, copy.args.slice(params.length), places, services);
    const { position } = at(starts, 0);
    // A message about what happens to the arguments points to where the list begins.
    for (const inst of copy.entry) if (inst.position < 0) inst.position = position;
    for (const start of starts) beginList(start, memory, services);
  }
  return copy;
}

function isStart(call: CallInst): boolean {
  return /^llvm\.va_start\b/.test(calledFunction(call)?.name ?? "");
}

/** Puts the arguments into memory where `copy` begins; gives the address of that. */
function layOut(
  copy: Function,
  args: readonly Argument[],
  places: readonly Place[],
  services: CopyServices,
): Value {
  const { types, layout } = services;
  const last = places.at(-1);
  const size = last === undefined ? 0 : last.offset + layout.sizeOf(last.type);
  const build = new IRBuilder(InsertPoint.atStart(copy.entry), services);
  const bytes = types.array(types.i8, Math.max(8, Math.ceil(size / 8) * 8));
  const memory = build.bitcastPointer(
    build.alloca(bytes, { align: 16 }),
    types.pointerTo(types.i8),
  );
  places.forEach(({ offset, type, isCopied }, i) => {
    const arg = at(args, i);
    const place = build.gep(types.i8, memory, [constInt(types.i64, offset)]);
    if (isCopied) copyStruct(build, place, arg, layout.sizeOf(type), services);
    else build.store(arg, place, { align: 8 });
  });
  return memory;
}

function copyStruct(
  build: IRBuilder,
  to: Value,
  from: Value,
  size: number,
  services: CopyServices,
): void {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const memcpy = services.declareIntrinsic(
    "llvm.memcpy",
    [bytes, bytes, types.i64],
    types.fn(types.void, [bytes, bytes, types.i64, types.i1]),
  );
  build.call(memcpy, [to, from, constInt(types.i64, size), constInt(types.i1, 0)]);
}

/** The list says that nothing is in registers. Where those would be is the same memory, so that no pointer is of another origin. */
function beginList(start: CallInst, memory: Value, services: CopyServices): void {
  const build = new IRBuilder(InsertPoint.before(start), services);
  const { i32 } = services.types;
  const values = [constInt(i32, allUsed.general), constInt(i32, allUsed.vector), memory, memory];
  members.forEach((member, i) => {
    build.store(at(values, i), memberOf(build, start.operand(0), member), {
      align: member.kind === "number" ? 4 : 8,
    });
  });
  start.erase();
}

function copyList(call: CallInst, services: CopyServices): void {
  const build = new IRBuilder(InsertPoint.before(call), services);
  const { types } = services;
  for (const member of members) {
    const type = member.kind === "number" ? types.i32 : types.pointerTo(types.i8);
    const align = member.kind === "number" ? 4 : 8;
    const value = build.load(type, memberOf(build, call.operand(1), member), { align });
    build.store(value, memberOf(build, call.operand(0), member), { align });
  }
}

function memberOf(build: IRBuilder, list: Value, { offset }: Member): Value {
  const { types } = build.module;
  return build.gep(types.i8, list, [constInt(types.i64, offset)]);
}

/** Calls `copy` with the same arguments, in the place of `call`. */
function passAll(call: CallInst, copy: Function): void {
  const fixed = call.functionType.params.length;
  const words = call.argAttributes.map((each, i) =>
    i < fixed || !hasAttribute(each, "byval") ? each : withoutAttributes(each, "byval", "align"),
  );
  call.replaceAllUsesWith(callBefore(call, copy, call.args, words));
  call.erase();
}
