/**
 * Split mode for programs: the two halves of a gradient as functions that a program calls one after the other. The tape that goes from one
 * to the other holds the record of the pair, and the list of memory that the program freed in between.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { heapCalls } from "../ir/heap.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { StructType } from "../ir/types.ts";
import { at } from "../support/assert.ts";
import { listType, unburyHelper } from "./burial.ts";
import type { GradientServices } from "./services.ts";
import type { FunctionPair } from "./units.ts";
import { augmentedType, reverseType } from "./unit-spec.ts";

/** The first half returns a struct of the tape, the primal's result and its shadow as far as there are such; the second takes the tape and the seed. */
export interface Halves {
  readonly augmented: Function;
  readonly reverse: Function;
}

/** The halves around a pair. `name` is what their names begin with. */
export function halvesOf(pair: FunctionPair, name: string, services: GradientServices): Halves {
  const { types } = services;
  const bytes = heapCalls(services).pointer;
  const { ret, params } = augmentedType(pair.spec, types, bytes);
  const add = (part: string, type: Function["functionType"]): Function =>
    services.addFunction({
      name: services.freshName(`${name}.tsad.${part}`),
      type,
      prefix: "internal",
    });
  const augmented = add("augmented", types.fn(ret, params.slice(0, -1)));
  const reverse = add("reverse", reverseType(pair.spec, types, bytes));
  emitAugmented(augmented, pair, services);
  emitReverse(reverse, pair, services);
  return { augmented, reverse };
}

/** The record, then the list of buried memory. */
function tapeType(services: GradientServices): StructType {
  return services.types.struct([heapCalls(services).pointer, listType(services)]);
}

function emitAugmented(fn: Function, pair: FunctionPair, services: GradientServices): void {
  const { types, layout } = services;
  const heap = heapCalls(services);
  const type = tapeType(services);
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const tape = heap.malloc(build, constInt(types.i64, layout.sizeOf(type)));
  const place = (i: number) =>
    build.gep(
      type,
      tape,
      [0, i].map((k) => constInt(types.i32, k)),
    );
  build.store(nullOf(listType(services)), place(1));
  const list = build.bitcastPointer(place(1), heap.pointer);
  const all = build.call(pair.augmented, [...fn.args, list]);
  build.store(build.extractValue(all, 0), place(0));
  build.ret(build.insertValue(all, tape, 0));
}

function emitReverse(fn: Function, pair: FunctionPair, services: GradientServices): void {
  const { types } = services;
  const heap = heapCalls(services);
  const type = tapeType(services);
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const tape = at(fn.args, 0);
  const place = (i: number) =>
    build.gep(
      type,
      tape,
      [0, i].map((k) => constInt(types.i32, k)),
    );
  const record = build.load(heap.pointer, place(0));
  const result = build.call(pair.reverse, [record, ...fn.args.slice(1)]);
  build.call(unburyHelper(services), [build.bitcastPointer(place(1), heap.pointer)]);
  heap.free(build, tape);
  build.ret(result.type.kind === "void" ? null : result);
}
