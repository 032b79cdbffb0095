/**
 * Memory that the program frees while the reverse sweep still needs it is buried: its address goes on a list, which the outermost
 * gradient frees when everything has been reversed. Helpers in the module keep the list.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { BasicBlock, type Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { StructType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { heapCalls } from "../ir/heap.ts";
import type { GradientServices } from "./services.ts";

/** The list: entries, how many there are, and for how many there is room. */
export function listType({ types }: GradientServices): StructType {
  const bytes = types.pointerTo(types.i8);
  return types.struct([bytes, types.i64, types.i64]);
}

/**
 * An entry: the address, the number of the function that frees it, and two numbers that it is given (a size, an alignment). It is a number
 * and not the function's address so that the gradient can be differentiated: every call is of a function that is named.
 */
function entryType({ types }: GradientServices): StructType {
  return types.struct([types.pointerTo(types.i8), types.i64, types.i64, types.i64]);
}

/** Functions that free: `void (memory, size, alignment)`. */
export function thunkType({ types }: Pick<GradientServices, "types">): Function["functionType"] {
  return types.fn(types.void, [types.pointerTo(types.i8), types.i64, types.i64]);
}

/** An empty list on the stack, made at the builder's point. */
export function emptyList(build: IRBuilder, services: GradientServices): Value {
  const type = listType(services);
  const list = build.alloca(type, { name: "tsad.buried" });
  build.store(nullOf(type), list);
  return build.bitcastPointer(list, services.types.pointerTo(services.types.i8));
}

/** `void (list, memory, number, size, alignment)`: puts memory, which may be null, on the list. */
export function buryHelper(services: GradientServices): Function {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(types.void, [bytes, bytes, types.i64, types.i64, types.i64]);
  return helper(services, "__tsad_bury", type, emitBury);
}

/** `void (list)`: frees everything on the list, in the order in which it was buried, and the list's own memory. */
export function unburyHelper(services: GradientServices): Function {
  const { types } = services;
  const type = types.fn(types.void, [types.pointerTo(types.i8)]);
  return helper(services, "__tsad_free_buried", type, emitUnbury);
}

/** `void (number, memory, size, alignment)`: calls the function of that number. */
function releaseHelper(services: GradientServices): Function {
  const { types } = services;
  const type = types.fn(types.void, [types.i64, ...thunkType(services).params]);
  return helper(services, "__tsad_release", type, (fn) => {
    const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
    const other = fn.newBlock("other");
    build.switchTo(at(fn.args, 0), other, []);
    build.point = InsertPoint.atEnd(other);
    build.call(services.declareIntrinsic("llvm.trap", [], types.fn(types.void, [])), []);
    build.unreachable();
  });
}

/** The number of a function that frees; the first time it is asked for, the function gets its case. */
export function releaseNumber(thunk: Function, services: GradientServices): Value {
  const fn = releaseHelper(services);
  const choice = must(fn.entry.terminator, "the helper chooses");
  const cases = choice.operands.slice(2);
  for (const [i, block] of cases.entries()) {
    if (!(block instanceof BasicBlock) || !(block.first instanceof CallInst)) continue;
    if (block.first.callee === thunk) return at(cases, i - 1);
  }
  const number = constInt(services.types.i64, cases.length / 2);
  const block = fn.newBlock(null);
  const build = new IRBuilder(InsertPoint.atEnd(block), services);
  build.call(thunk, fn.args.slice(1));
  build.ret();
  choice.addOperand(number);
  choice.addOperand(block);
  return number;
}

function helper(
  services: GradientServices,
  name: string,
  type: Function["functionType"],
  emit: (fn: Function, services: GradientServices) => void,
): Function {
  const known = services.function(name);
  if (known !== undefined) return known;
  const fn = services.addFunction({ name, type, prefix: "internal", suffix: "nounwind" });
  emit(fn, services);
  return fn;
}

function emitBury(fn: Function, services: GradientServices): void {
  const { types, layout } = services;
  const { i64 } = types;
  const heap = heapCalls(services);
  const [entry, none, some] = [fn.newBlock("entry"), fn.newBlock("none"), fn.newBlock("some")];
  const [grow, rest] = [fn.newBlock("grow"), fn.newBlock("rest")];
  const list = fieldsOf(services, at(fn.args, 0));
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  const memory = at(fn.args, 1);
  build.condBr(build.icmp("eq", memory, nullOf(memory.type)), none, some);
  build.point = InsertPoint.atEnd(none);
  build.ret();
  build.point = InsertPoint.atEnd(some);
  const count = build.load(i64, list.count(build));
  const room = build.load(i64, list.room(build));
  build.condBr(build.icmp("eq", count, room), grow, rest);
  build.point = InsertPoint.atEnd(grow);
  const doubled = build.binary("shl", room, constInt(i64, 1));
  const isFirst = build.icmp("eq", room, constInt(i64, 0));
  const wanted = build.select(isFirst, constInt(i64, 16), doubled);
  const size = constInt(i64, layout.sizeOf(entryType(services)));
  const old = build.load(heap.pointer, list.entries(build));
  const moved = heap.realloc(build, old, build.binary("mul", wanted, size));
  build.store(moved, list.entries(build));
  build.store(wanted, list.room(build));
  build.br(rest);
  build.point = InsertPoint.atEnd(rest);
  const entries = build.load(heap.pointer, list.entries(build));
  const place = (i: number): Value =>
    build.gep(entryType(services), entries, [count, constInt(types.i32, i)]);
  fn.args.slice(1).forEach((arg, i) => build.store(arg, place(i)));
  build.store(build.binary("add", count, constInt(i64, 1)), list.count(build));
  build.ret();
}

function emitUnbury(fn: Function, services: GradientServices): void {
  const { types } = services;
  const { i64 } = types;
  const heap = heapCalls(services);
  const [entry, loop, done] = [fn.newBlock("entry"), fn.newBlock("loop"), fn.newBlock("done")];
  const list = fieldsOf(services, at(fn.args, 0));
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  const count = build.load(i64, list.count(build));
  const entries = build.load(heap.pointer, list.entries(build));
  build.condBr(build.icmp("eq", count, constInt(i64, 0)), done, loop);
  build.point = InsertPoint.atEnd(loop);
  const i = build.phi(i64, "i");
  const next = build.binary("add", i, constInt(i64, 1));
  const type = entryType(services);
  const fields = type.fields ?? [];
  const loads = fields.map((field, k) =>
    build.load(field, build.gep(type, entries, [i, constInt(types.i32, k)])),
  );
  const [memory, number, ...numbers] = loads;
  const args = [must(number, "a field"), must(memory, "a field"), ...numbers];
  build.call(releaseHelper(services), args);
  i.addIncoming(constInt(i64, 0), entry);
  i.addIncoming(next, loop);
  build.condBr(build.icmp("eq", next, count), done, loop);
  build.point = InsertPoint.atEnd(done);
  heap.free(build, entries);
  build.ret();
}

/** The addresses of the list's three members. */
function fieldsOf(
  services: GradientServices,
  list: Value,
): Record<"entries" | "count" | "room", (build: IRBuilder) => Value> {
  const { i32 } = services.types;
  const place =
    (i: number) =>
    (build: IRBuilder): Value =>
      build.gep(listType(services), list, [constInt(i32, 0), constInt(i32, i)]);
  return { entries: place(0), count: place(1), room: place(2) };
}
