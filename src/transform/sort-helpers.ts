/** Functions of the module through which differentiated code sorts and searches with the library's own `qsort` and `bsearch`. */
import { registerFunction } from "../analysis/registered.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import type { Function } from "../ir/graph.ts";
import { heapCalls } from "../ir/heap.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import type { HelperServices } from "./fatal.ts";

/**
 * `void (order, base, count, size, compare…)`: leaves in `order` the number that each element of the sorted array has in the array as it
 * is, which stays. The library sorts copies of the elements that have their number behind them. What it does with an element depends
 * on what the comparison says and on how many there are, so that equal elements come to stand in the order in which they would in
 * the array itself.
 * @param library `qsort`, or a function that takes an argument for the comparison behind it
 */
export function sortOrder(library: Function, services: HelperServices): Function {
  const { types } = services;
  const name = `__tsad_${library.name}_order`;
  const known = services.function(name);
  if (known !== undefined) return known;
  const { params } = library.functionType;
  const count = at(params, 1);
  const type = types.fn(types.void, [types.pointerTo(count), ...params]);
  const fn = services.addFunction({ name, type, prefix: "internal", suffix: "" });
  emitOrder(fn, library, services);
  registerFunction(fn, { like: "__tsad_qsort_order" });
  return fn;
}

/** The widest alignment of an element that is looked after, in bytes. */
const mostAligned = 64;

function emitOrder(fn: Function, library: Function, services: HelperServices): void {
  const [order, base, count, size, ...rest] = fn.args;
  if (order === undefined || base === undefined || count === undefined || size === undefined)
    return;
  const { types } = services;
  const heap = heapCalls(services);
  const word = count.type;
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const constant = (value: number): Value => constInt(word, value);
  // An element of a size of 8, 16 … bytes may be aligned so; the copies are no less.
  const lowest = build.binary("and", size, build.binary("sub", constant(0), size));
  const atMost = build.select(
    build.icmp("ugt", lowest, constant(mostAligned)),
    constant(mostAligned),
    lowest,
  );
  const behind = build.select(build.icmp("ult", atMost, constant(8)), constant(8), atMost);
  const stride = build.binary("add", size, behind);
  const bytes = build.binary("add", build.binary("mul", count, stride), constant(mostAligned));
  const memory = heap.malloc(build, bytes);
  const address = build.cast("ptrtoint", memory, word);
  const past = build.binary(
    "and",
    build.binary("sub", constant(0), address),
    constant(mostAligned - 1),
  );
  const copies = build.gep(types.i8, memory, [past]);
  countedLoop(build, fn, count, (i) => {
    const to = build.gep(types.i8, copies, [build.binary("mul", i, stride)]);
    copyElement(
      build,
      to,
      build.gep(types.i8, base, [build.binary("mul", i, size)]),
      size,
      services,
    );
    build.store(i, build.gep(types.i8, to, [size]), { align: 1 });
  });
  build.call(library, [copies, count, stride, ...rest]);
  countedLoop(build, fn, count, (i) => {
    const from = build.gep(types.i8, copies, [build.binary("mul", i, stride)]);
    const number = build.load(word, build.gep(types.i8, from, [size]), { align: 1 });
    build.store(number, build.gep(word, order, [i]));
  });
  heap.free(build, memory);
  build.ret();
}

/**
 * `count (key, base, count, size, compare)`: the number of the element that `bsearch` finds, or -1. As a number, and not as a pointer, it
 * says that what is found is an element and nothing inside of one.
 */
export function searchNumber(library: Function, services: HelperServices): Function {
  const name = "__tsad_bsearch_number";
  const known = services.function(name);
  if (known !== undefined) return known;
  const { types } = services;
  const { params } = library.functionType;
  const word = at(params, 2);
  const fn = services.addFunction({
    name,
    type: types.fn(word, params),
    prefix: "internal",
    suffix: "",
  });
  const [, base, , size] = fn.args;
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  if (base === undefined || size === undefined) return fn;
  const found = build.call(library, fn.args);
  const distance = build.binary(
    "sub",
    build.cast("ptrtoint", found, word),
    build.cast("ptrtoint", base, word),
  );
  const isNone = build.icmp("eq", found, nullOf(found.type));
  // Without elements there is nothing found, whatever their size.
  const number = build.binary("udiv", distance, build.select(isNone, constInt(word, 1), size));
  build.ret(build.select(isNone, constInt(word, -1), number));
  registerFunction(fn, { like: name });
  return fn;
}

/** Runs `body` for 0 to `count` - 1; the builder then stands behind the loop, in a block of its own. */
export function countedLoop(
  build: IRBuilder,
  fn: Function,
  count: Value,
  body: (index: Value) => void,
): void {
  const { block } = build;
  const test = fn.newBlock(null, block);
  const inner = fn.newBlock(null, test);
  const end = fn.newBlock(null, inner);
  build.br(test);
  build.point = InsertPoint.atEnd(test);
  const i = build.phi(count.type);
  build.condBr(build.icmp("ult", i, count), inner, end);
  build.point = InsertPoint.atEnd(inner);
  body(i);
  i.addIncoming(constInt(count.type, 0), block);
  i.addIncoming(build.binary("add", i, constInt(count.type, 1)), build.block);
  build.br(test);
  build.point = InsertPoint.atEnd(end);
}

/** memcpy of one element. */
export function copyElement(
  build: IRBuilder,
  to: Value,
  from: Value,
  size: Value,
  services: HelperServices,
): void {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const memcpy = services.declareIntrinsic(
    "llvm.memcpy",
    [bytes, bytes, size.type],
    types.fn(types.void, [bytes, bytes, size.type, types.i1]),
  );
  build.call(memcpy, [to, from, size, constInt(types.i1, 0)]);
}

/** The address of element `index` of an array at `base`. */
export function elementAt(build: IRBuilder, base: Value, index: Value, size: Value): Value {
  const { types } = build.module;
  const bytes = integerOf(size);
  if (bytes === undefined) return build.gep(types.i8, base, [build.binary("mul", index, size)]);
  // An index in units of elements says that all of them are laid out alike.
  return build.gep(types.array(types.i8, Number(bytes)), base, [index]);
}
