/**
 * Lanes of floats that are moved about as integers are stored as floats: vector libraries shuffle the halves of doubles as integers of half
 * the width. The bits are the same, and the bytes are seen to hold floats.
 */
import { typeOfBits } from "../analysis/objects/float-bits.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { StoreInst } from "../ir/instructions.ts";
import { floatOf } from "./sign-bits.ts";

/** Retypes the stores; true when there was one. */
export function storeFloats(fn: Function, services: ModuleServices): boolean {
  if (fn.module.layout.bigEndian) return false;
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (inst instanceof StoreInst) changed = retype(inst, services) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function retype(store: StoreInst, services: ModuleServices): boolean {
  const { value, pointer } = store;
  const { layout, types } = services;
  if (store.isVolatile || store.isAtomic) return false;
  const type = typeOfBits(value, layout, types);
  const emit = type === value.type ? null : floatOf(value, type, services);
  if (emit === null) return false;
  const build = new IRBuilder(InsertPoint.before(store), services);
  const space = pointer.type.kind === "pointer" ? pointer.type.space : 0;
  const address = build.bitcastPointer(pointer, types.pointerTo(type, space));
  const align = store.align === 0 ? layout.abiAlign(value.type) : store.align;
  const made = build.store(emit(build), address, { align });
  made.metadata = store.metadata;
  made.position = store.position;
  store.erase();
  return true;
}
