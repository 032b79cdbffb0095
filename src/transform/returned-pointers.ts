/**
 * Structs that hold pointers and are returned as values, as two pointers or a pointer and a length are. A pair of functions has a place for
 * the shadow of one pointer, and memory has room for any number: calls of such functions become calls of copies that leave the pointers
 * in memory of the caller's, and return what is beside them.
 */
import { calledFunction } from "../analysis/effects.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { isSeenThrough } from "../analysis/registered.ts";
import { withoutAttributes } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { cloneFunctionBody } from "../ir/clone.ts";
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst } from "../ir/instructions.ts";
import { constInt, poisonOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { debugLocation } from "./edges.ts";
import { misfit } from "./inline-body.ts";
import { isInterposable } from "./linkage.ts";
import { callBefore, type CopyServices, emptyCopy } from "./specialise.ts";

/** The copy of each function that leaves its result in memory. */
const copies = new WeakMap<Function, Function>();

/** Makes those calls in `fn`, and says how many. An invoke whose normal destination others lead to stays. */
export function returnThroughMemory(fn: Function, services: CopyServices): number {
  let count = 0;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || !isAggregate(inst.type) || !carriesPointer(inst.type))
      continue;
    const callee = calledFunction(inst);
    if (callee === null || !isSeenThrough(callee) || isInterposable(callee)) continue;
    if (misfit(inst, callee, fn) !== null || inst.type !== callee.functionType.ret) continue;
    if (inst.opcode === "invoke" && !isOnlyWay(inst.destinations[0])) continue;
    replaceCall(inst, callee, fn, services);
    count++;
  }
  return count;
}

function isAggregate({ kind }: Type): boolean {
  return kind === "struct" || kind === "array";
}

/** Does one edge lead to the block? */
function isOnlyWay(block: BasicBlock | undefined): boolean {
  return block !== undefined && [...block.uses()].length === 1;
}

/** How the fields of a struct are returned. */
interface Split {
  /** The ways to the pointers, and to everything else. */
  readonly pointers: readonly (readonly number[])[];
  readonly others: readonly (readonly number[])[];
  /** What is left in memory. */
  readonly out: Type;
  /** What is returned: nothing, the one other field, or a struct of them. */
  readonly ret: Type;
}

function splitOf(type: Type, { types }: CopyServices): Split {
  const paths = pathsOf(type);
  const isPointer = (path: readonly number[]): boolean => carriesPointer(typeAt(type, path));
  const pointers = paths.filter(isPointer);
  const others = paths.filter((path) => !isPointer(path));
  const fields = others.map((path) => typeAt(type, path));
  const [only = types.void] = fields;
  return {
    pointers,
    others,
    out: types.struct(pointers.map((path) => typeAt(type, path))),
    ret: fields.length > 1 ? types.struct(fields) : only,
  };
}

function replaceCall(call: CallInst, callee: Function, fn: Function, services: CopyServices): void {
  const { type } = call;
  const split = splitOf(type, services);
  const slot = new IRBuilder(InsertPoint.atStart(fn.entry), services).alloca(split.out);
  const attributes = ["", ...call.args.map((_, i) => call.argAttributes[i] ?? "")];
  const made = callBefore(call, copyOf(callee, services), [slot, ...call.args], attributes);
  const location = debugLocation(call);
  const build = new IRBuilder(InsertPoint.after(made), services, {
    debugLocation: location === "" ? null : location,
  });
  let whole: Value = poisonOf(type);
  split.pointers.forEach((path, i) => {
    const pointer = build.load(typeAt(type, path), placeAt(build, slot, split.out, i));
    whole = build.insertValue(whole, pointer, path);
  });
  split.others.forEach((path, i) => {
    const other = split.others.length > 1 ? build.extractValue(made, i) : made;
    whole = build.insertValue(whole, other, path);
  });
  call.replaceAllUsesWith(whole);
  call.erase();
}

function copyOf(callee: Function, services: CopyServices): Function {
  const known = copies.get(callee);
  if (known !== undefined) return known;
  const { types } = services;
  const { ret: type, params } = callee.functionType;
  const split = splitOf(type, services);
  const out = types.pointerTo(split.out);
  const copy = emptyCopy(callee, types.fn(split.ret, [out, ...params]), "out", services);
  copies.set(callee, copy);
  at(copy.args, 0).attributes = "noalias";
  const map = new Map<Value, Value>();
  callee.args.forEach((arg, i) => {
    const own = at(copy.args, i + 1);
    own.attributes = withoutAttributes(arg.attributes, "returned");
    map.set(arg, own);
  });
  cloneFunctionBody(callee, copy, map, { dropDebug: true });
  for (const block of copy.blocks) {
    const ret = block.terminator;
    if (ret?.opcode !== "ret") continue;
    leave(ret, split, at(copy.args, 0), services);
    ret.erase();
  }
  return copy;
}

/** Stores the pointers of what `ret` returns, and returns the rest. Of a struct that is loaded for that, the fields are loaded one by one. */
function leave(ret: Instruction, split: Split, out: Value, services: CopyServices): void {
  const build = new IRBuilder(InsertPoint.before(ret), services);
  const value = at(ret.operands, 0);
  const { type } = value;
  const isLoaded = value instanceof LoadInst && value.flags === "" && value.next === ret;
  const field = (path: readonly number[]): Value => {
    if (!isLoaded) return build.extractValue(value, path);
    const place = placeAt(build, value.pointer, type, ...path);
    return build.load(typeAt(type, path), place);
  };
  split.pointers.forEach((path, i) => {
    build.store(field(path), placeAt(build, out, split.out, i));
  });
  const others = split.others.map((path) => field(path));
  const [only = null] = others;
  if (others.length < 2) {
    build.ret(only);
    return;
  }
  const none: Value = poisonOf(split.ret);
  build.ret(others.reduce((whole, other, i) => build.insertValue(whole, other, [i]), none));
}

/** The ways to the fields of an aggregate that are none themselves. */
function pathsOf(type: Type): number[][] {
  if (type.kind === "array") {
    const inner = pathsOf(type.element);
    return Array.from({ length: type.length }, (_, i) => inner.map((path) => [i, ...path])).flat();
  }
  if (type.kind !== "struct") return [[]];
  return (type.fields ?? []).flatMap((field, i) => pathsOf(field).map((path) => [i, ...path]));
}

function typeAt(type: Type, path: readonly number[]): Type {
  let inner = type;
  for (const i of path) {
    if (inner.kind === "array") inner = inner.element;
    else if (inner.kind === "struct") inner = at(inner.fields ?? [], i);
  }
  return inner;
}

function placeAt(build: IRBuilder, pointer: Value, type: Type, ...path: readonly number[]): Value {
  const { i32 } = build.module.types;
  const indices = [0, ...path].map((i) => constInt(i32, i));
  return build.gep(type, pointer, indices);
}
