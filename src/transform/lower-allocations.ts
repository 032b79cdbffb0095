/**
 * Brings allocation functions that do two things at once to those that do one: `realloc` becomes malloc, memcpy and free, and
 * `posix_memalign` becomes aligned_alloc and a store, Rust's `realloc` its `alloc`, memcpy and `dealloc`. What is moved is then seen by every later step.
 */
import { calledFunction } from "../analysis/effects.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { allocatorRow } from "../rules/allocators.ts";
import { heapCalls } from "../ir/heap.ts";
import { must } from "../support/assert.ts";
import { splitAfter } from "./splice.ts";

/** What POSIX says that posix_memalign returns when there is no memory (ENOMEM on Linux, macOS and the BSDs). */
const noMemory = 12;

type Lowering = (call: CallInst, services: ModuleServices) => void;

/** Lowers every such call of `fn` whose callee has no body here; true when there was one. */
export function lowerAllocations(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
    const lower = loweringOf(inst);
    if (lower === null) continue;
    lower(inst, services);
    changed = true;
  }
  return changed;
}

/** How the call is lowered; null for calls that stay. */
function loweringOf(call: CallInst): Lowering | null {
  const callee = calledFunction(call);
  const row = callee?.isDeclaration === true ? allocatorRow(callee.name) : undefined;
  if (row === undefined || callee === null) return null;
  if (callee.name === "posix_memalign") return lowerMemalign;
  const { renew, release } = row;
  if (row.kind !== "reallocate" || release === null) return null;
  if (renew !== null) {
    return (each, services) => {
      lowerRenewal(each, [renew, release.name], services);
    };
  }
  // The memory's old size can be asked for where it came from malloc.
  if (release.name !== "free") return null;
  return (each, services) => {
    lowerRealloc(each, row.size, services);
  };
}

function lowerRealloc(call: CallInst, size: readonly number[], services: ModuleServices): void {
  const { types } = services;
  const build = new IRBuilder(InsertPoint.before(call), services);
  const heap = heapCalls(services);
  const old = build.bitcastPointer(call.operand(0), heap.pointer);
  const bytes = size.map((i) => call.operand(i)).reduce((a, b) => build.binary("mul", a, b));
  const made = heap.malloc(build, bytes);
  const usable = build.call(
    services.declareFunction("malloc_usable_size", types.fn(bytes.type, [heap.pointer])),
    [old],
  );
  const zero = constInt(bytes.type, 0);
  const shorter = build.select(build.icmp("ult", usable, bytes), usable, bytes);
  const failed = build.icmp("eq", made, nullOf(heap.pointer));
  copyBytes(build, services, made, old, build.select(failed, zero, shorter));
  // Of no bytes, the library gives a null pointer and frees the old memory; without memory it leaves that alone.
  const wasThere = build.icmp("ne", old, nullOf(heap.pointer));
  const isFree = build.binary("and", build.icmp("eq", bytes, zero), wasThere);
  const nothing = nullOf(heap.pointer);
  heap.free(build, build.select(isFree, made, nothing));
  heap.free(build, build.select(build.binary("and", failed, notOf(build, isFree)), nothing, old));
  const result = build.select(isFree, nothing, made);
  call.replaceAllUsesWith(build.bitcastPointer(result, call.type));
  call.erase();
}

/** Rust's `realloc`, of which the arguments say the old size: without memory for the new, the old stays as it is. */
function lowerRenewal(
  call: CallInst,
  [allocate, release]: readonly [string, string],
  services: ModuleServices,
): void {
  const { types } = services;
  const [old, oldSize, align, size] = [0, 1, 2, 3].map((i) => call.operand(i)) as [
    Value,
    Value,
    Value,
    Value,
  ];
  const head = must(call.parent, "the call is in a block");
  const fn = must(head.parent, "the block is in a function");
  const rest = splitAfter(call, fn);
  const move = fn.newBlock(null, head);
  const build = new IRBuilder(InsertPoint.before(call), services);
  const makes = types.fn(old.type, [size.type, align.type]);
  const made = build.call(services.declareFunction(allocate, makes), [size, align]);
  const failed = build.icmp("eq", made, nullOf(made.type));
  const shorter = build.select(build.icmp("ult", oldSize, size), oldSize, size);
  call.replaceAllUsesWith(made);
  call.erase();
  build.point = InsertPoint.atEnd(head);
  build.condBr(failed, rest, move);
  build.point = InsertPoint.atEnd(move);
  copyBytes(build, services, made, old, shorter);
  const frees = types.fn(types.void, [old.type, oldSize.type, align.type]);
  build.call(services.declareFunction(release, frees), [old, oldSize, align]);
  build.br(rest);
}

function notOf(build: IRBuilder, flag: Value): Value {
  return build.binary("xor", flag, constInt(flag.type, 1));
}

function copyBytes(
  build: IRBuilder,
  services: ModuleServices,
  to: Value,
  from: Value,
  bytes: Value,
): void {
  const { types } = services;
  const pointer: Type = types.pointerTo(types.i8);
  const memcpy = services.declareIntrinsic(
    "llvm.memcpy",
    [pointer, pointer, bytes.type],
    types.fn(types.void, [pointer, pointer, bytes.type, types.i1]),
  );
  build.call(memcpy, [to, from, bytes, constInt(types.i1, 0)]);
}

/** The size is rounded up to what aligned_alloc wants. */
function lowerMemalign(call: CallInst, services: ModuleServices): void {
  const { types } = services;
  const build = new IRBuilder(InsertPoint.before(call), services);
  const [place, align, size] = [call.operand(0), call.operand(1), call.operand(2)];
  const pointer = types.pointerTo(types.i8);
  const less = build.binary("sub", align, constInt(align.type, 1));
  const mask = build.binary("xor", less, constInt(align.type, -1));
  const rounded = build.binary("and", build.binary("add", size, less), mask);
  const allocate = services.declareFunction(
    "aligned_alloc",
    types.fn(pointer, [align.type, size.type]),
  );
  const made = build.call(allocate, [align, rounded]);
  build.store(made, place);
  const failed = build.icmp("eq", made, nullOf(pointer));
  const zero = constInt(call.type, 0);
  call.replaceAllUsesWith(build.select(failed, constInt(call.type, noMemory), zero));
  call.erase();
}
