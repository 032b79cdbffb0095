/**
 * Loads and stores of whole structs and arrays become loads and stores of their scalars. A struct in a register comes from how calls pass
 * and return it; once calls are inlined it goes from one piece of memory to another, and what its members are is in its type.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { Function } from "../ir/graph.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt, poisonOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";

/** What has more scalars than this is left whole: it is no struct that a call returns. */
const mostScalars = 64;

/** One scalar of an aggregate: the indices that lead to it, and where it starts. */
interface Part {
  readonly path: readonly number[];
  readonly type: Type;
  readonly offset: number;
}

/** Splits those accesses in `fn`, but for volatile and atomic ones; true when there were any. */
export function splitAccesses(fn: Function): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof LoadInst || inst instanceof StoreInst)) continue;
    if (inst.isVolatile || inst.isAtomic) continue;
    const type = inst instanceof StoreInst ? inst.value.type : inst.type;
    if (type.kind !== "struct" && type.kind !== "array") continue;
    const parts = partsOf(type, fn.module.layout);
    if (parts === null) continue;
    if (inst instanceof LoadInst) splitLoad(inst, parts);
    else splitStore(inst, parts);
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function splitLoad(load: LoadInst, parts: readonly Part[]): void {
  const build = builderAt(load);
  let whole = poisonOf(load.type);
  for (const part of parts) {
    const { address, align } = placeOf(load, load.type, part, build);
    const value = build.load(part.type, address, { align });
    value.position = load.position;
    whole = build.insertValue(whole, value, part.path);
  }
  load.replaceAllUsesWith(whole);
  load.erase();
}

function splitStore(store: StoreInst, parts: readonly Part[]): void {
  const build = builderAt(store);
  for (const part of parts) {
    const { address, align } = placeOf(store, store.value.type, part, build);
    const value = build.extractValue(store.value, part.path);
    build.store(value, address, { align }).position = store.position;
  }
  store.erase();
}

function builderAt(access: LoadInst | StoreInst): IRBuilder {
  const { module } = must(access.parent?.parent, "the access is in a function");
  return new IRBuilder(InsertPoint.before(access), module);
}

function placeOf(
  access: LoadInst | StoreInst,
  type: Type,
  { path, offset }: Part,
  build: IRBuilder,
): { address: Value; align: number } {
  const { types, layout } = build.module;
  const whole = access.align === 0 ? layout.abiAlign(type) : access.align;
  const indices = [0, ...path].map((index) => constInt(types.i32, index));
  return {
    address: build.gep(type, access.pointer, indices),
    // The lowest bit of the offset bounds what alignment is left.
    align: offset === 0 ? whole : Math.min(whole, offset & -offset),
  };
}

/** The scalars (and vectors) of a type; null when there are too many. */
function partsOf(type: Type, layout: DataLayout): Part[] | null {
  const parts: Part[] = [];
  const work: Part[] = [{ path: [], type, offset: 0 }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { path, type: inner, offset } = next;
    const members = membersOf(inner, layout);
    if (members === null) parts.push(next);
    else if (parts.length + work.length + members.length > mostScalars) return null;
    else {
      for (const [i, member] of [...members.entries()].reverse()) {
        work.push({ path: [...path, i], type: member.type, offset: offset + member.offset });
      }
    }
  }
  return parts;
}

function membersOf(type: Type, layout: DataLayout): { type: Type; offset: number }[] | null {
  if (type.kind === "struct") {
    const fields = type.fields ?? [];
    return fields.map((field, i) => ({ type: field, offset: layout.fieldOffset(type, i) }));
  }
  if (type.kind !== "array") return null;
  const size = layout.sizeOf(type.element);
  // Longer arrays are given up by their count alone.
  const count = Math.min(type.length, mostScalars + 1);
  return Array.from({ length: count }, (_, i) => ({ type: type.element, offset: i * size }));
}
