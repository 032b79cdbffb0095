/**
 * Functions of flang's runtime by which allocatable arrays and pointers get and lose their memory, of elements that need nothing done for
 * them. They return 0, the status of success: the runtime, asked for no other status, ends the program where there is no memory.
 */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { integerOf, Literal } from "../../ir/constants.ts";
import type { Function } from "../../ir/graph.ts";
import { heapCalls } from "../../ir/heap.ts";
import { constInt, nullOf } from "../../ir/literal.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { registerFunction } from "../../analysis/registered.ts";
import { at } from "../../support/assert.ts";
import type { HelperServices } from "../fatal.ts";
import { bytesOf, contiguous, describe, fieldOf, viewOf } from "./arrays.ts";
import { copiedType, type Descriptor, descriptorAt, hasNoInitialValues } from "./descriptor.ts";
import { demand } from "./extents.ts";
import type { Lowering } from "./lowering.ts";

/** `(array, dim, lower, upper)`: where the upper bound is below the lower, there is no element. */
export const setBounds: Lowering = (call, _fn, services) => {
  const [array, dimension, lower, upper] = call.args;
  if (array === undefined || lower === undefined || upper === undefined) return null;
  const descriptor = descriptorAt(array, services.layout);
  const dim = dimension === undefined ? undefined : integerOf(dimension);
  if (descriptor === null || dim === undefined || dim >= BigInt(descriptor.rank)) return null;
  return (build) => {
    const one = constInt(lower.type, 1);
    const some = build.icmp("sge", upper, lower);
    const count = build.binary("add", build.binary("sub", upper, lower), one);
    const extent = build.select(some, count, constInt(lower.type, 0));
    build.store(build.select(some, lower, one), fieldOf(build, descriptor, Number(dim)));
    build.store(extent, fieldOf(build, descriptor, Number(dim), 1));
    return null;
  };
};

/** The array that is the first argument, where argument `at` says that no status is asked for. */
function withoutStatus(call: CallInst, { layout }: HelperServices, at = 1): Descriptor | null {
  const array = call.args[0];
  const hasStatus = call.args[at];
  if (array === undefined || hasStatus === undefined || integerOf(hasStatus) !== 0n) return null;
  return descriptorAt(array, layout);
}

/** `(array, hasStat, errorMessage, file, line)`: memory for the bounds that were set. */
export const allocate: Lowering = (call, fn, services) => {
  const array = withoutStatus(call, services);
  const element = array === null ? null : copiedType(array, services.types);
  if (array === null || element === null || array.isPlain) return null;
  return (build) => {
    const { extents, base } = viewOf(build, array, element);
    const heap = heapCalls(services);
    if (array.isAllocatable) demandNull(build, base, fn, services);
    const bytes = bytesOf(build, array.bytes, extents);
    const memory = array.isAllocatable
      ? heap.malloc(build, bytes)
      : sealedMemory(build, bytes, services);
    const view = contiguous(build, memory, element, array.bytes, extents);
    const { i64 } = services.types;
    const lower = extents.map((_, dim) => build.load(i64, fieldOf(build, array, dim)));
    describe(build, array, view, lower);
    return constInt(call.type, 0);
  };
};

function demandNull(build: IRBuilder, base: Value, fn: Function, services: HelperServices): void {
  demand(build, build.icmp("eq", base, nullOf(base.type)), fn, services);
}

/** `(array, hasStat, errorMessage, file, line)` */
export const deallocate: Lowering = (call, fn, services) => {
  const array = withoutStatus(call, services);
  const element = array === null ? null : copiedType(array, services.types);
  if (array === null || element === null || array.isPlain) return null;
  return (build) => {
    const { base } = viewOf(build, array, element);
    demand(build, build.icmp("ne", base, nullOf(base.type)), fn, services);
    heapCalls(services).free(build, base);
    build.store(nullOf(base.type), fieldOf(build, array, null));
    return constInt(call.type, 0);
  };
};

/** `(to, from, derivedType, hasStat, errorMessage, file, line)` */
export const moveAllocation: Lowering = (call, _fn, services) => {
  const [, source, type] = call.args;
  const to = withoutStatus(call, services, 3);
  const from = source === undefined ? null : descriptorAt(source, services.layout);
  if (to === null || from === null || !isNull(type) || !areAlike(to, from)) return null;
  const element = copiedType(to, services.types);
  if (element === null) return null;
  return (build) => {
    const moved = viewOf(build, from, element);
    heapCalls(services).free(build, viewOf(build, to, element).base);
    const { i64 } = services.types;
    const lower = moved.extents.map((_, dim) => build.load(i64, fieldOf(build, from, dim)));
    describe(build, to, moved, lower);
    build.store(nullOf(moved.base.type), fieldOf(build, from, null));
    return constInt(call.type, 0);
  };
};

function isNull(value: Value | undefined): boolean {
  return value instanceof Literal && value.text === "null";
}

/** Are both allocatable arrays of the same rank and elements? */
function areAlike(a: Descriptor, b: Descriptor): boolean {
  if (!a.isAllocatable || !b.isAllocatable || a.rank !== b.rank) return false;
  return a.code === b.code && a.bytes === b.bytes;
}

/** `(object, file, line)`: nothing for types without values to begin with. */
export const initialize: Lowering = (call, _fn, services) => {
  const [object] = call.args;
  const descriptor = object === undefined ? null : descriptorAt(object, services.layout);
  const type = descriptor?.derived ?? null;
  return type !== null && hasNoInitialValues(type) ? () => null : null;
};

/**
 * Memory for a pointer: behind it, at the next word, is the complement of its address, by which the runtime knows, when it is given back,
 * that it was allocated for a pointer.
 */
function sealedMemory(build: IRBuilder, bytes: Value, services: HelperServices): Value {
  const word = (value: number): Value => constInt(bytes.type, value);
  const full = build.binary("and", build.binary("add", bytes, word(7)), word(-8));
  const memory = heapCalls(services).malloc(build, build.binary("add", full, word(8)));
  build.call(sealHelper(services), [memory, full]);
  return memory;
}

const helperName = "__tsad_fortran_seal";

function sealHelper(services: HelperServices): Function {
  const known = services.function(helperName);
  if (known !== undefined) return known;
  const { types } = services;
  const fn = services.addFunction({
    name: helperName,
    type: types.fn(types.void, [types.pointerTo(types.i8), types.i64]),
    prefix: "internal",
    suffix: "nounwind",
  });
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const [memory, bytes] = [at(fn.args, 0), at(fn.args, 1)];
  const place = build.gep(types.i8, memory, [bytes]);
  const address = build.cast("ptrtoint", memory, types.i64);
  const seal = build.binary("xor", address, constInt(types.i64, -1));
  build.store(seal, build.bitcastPointer(place, types.pointerTo(types.i64)));
  build.ret();
  registerFunction(fn, { like: helperName });
  return fn;
}
