/**
 * Memory that the program frees while the reverse sweep still needs it is buried: its address goes on a list, which the outermost
 * gradient frees when everything has been reversed. Helpers in the module keep the list.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { StructType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { heapCalls } from "../ir/heap.ts";
import type { GradientServices } from "./services.ts";

/** The list: entries, how many there are, and for how many there is room. */
export function listType({ types }: GradientServices): StructType {
  const bytes = types.pointerTo(types.i8);
  return types.struct([bytes, types.i64, types.i64]);
}

/** An entry: the address, the function that frees it, and two numbers that it is given (a size, an alignment). */
function entryType({ types }: GradientServices): StructType {
  const bytes = types.pointerTo(types.i8);
  return types.struct([bytes, types.pointerTo(thunkType({ types })), types.i64, types.i64]);
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

/** `void (list, memory, thunk, size, alignment)`: puts memory, which may be null, on the list. */
export function buryHelper(services: GradientServices): Function {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const thunk = types.pointerTo(thunkType(services));
  const type = types.fn(types.void, [bytes, bytes, thunk, types.i64, types.i64]);
  return helper(services, "__tsad_bury", type, emitBury);
}

/** `void (list)`: frees everything on the list, in the order in which it was buried, and the list's own memory. */
export function unburyHelper(services: GradientServices): Function {
  const { types } = services;
  const type = types.fn(types.void, [types.pointerTo(types.i8)]);
  return helper(services, "__tsad_free_buried", type, emitUnbury);
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
  const [memory, thunk, size, align] = fields.map((field, k) =>
    build.load(field, build.gep(type, entries, [i, constInt(types.i32, k)])),
  );
  if (memory === undefined || thunk === undefined || size === undefined || align === undefined)
    return;
  build.call({ callee: thunk, type: thunkType(services) }, [memory, size, align]);
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
