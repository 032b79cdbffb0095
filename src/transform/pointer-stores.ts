/**
 * A pointer that is made an integer only to be stored is stored as what it is: optimisers that merge stores of several members write
 * pointers so. The bits are the same, and the bytes are seen to hold a pointer.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { StoreInst } from "../ir/instructions.ts";

/** Retypes the stores; true when there was one. */
export function storePointers(fn: Function): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof StoreInst) || inst.isVolatile || inst.isAtomic) continue;
    changed = retype(inst, fn) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function retype(store: StoreInst, { module }: Function): boolean {
  const { value, pointer } = store;
  if (!(value instanceof Instruction) || value.opcode !== "ptrtoint") return false;
  const held = value.operand(0);
  const { types, layout } = module;
  if (held.type.kind !== "pointer" || value.type.kind !== "int") return false;
  // Another width cuts bits off or adds them, and elsewhere than in the one space of all memory the bits are not the address.
  if (held.type.space !== 0 || value.type.bits !== layout.pointerBits(0)) return false;
  const space = pointer.type.kind === "pointer" ? pointer.type.space : 0;
  const build = new IRBuilder(InsertPoint.before(store), module);
  const address = build.bitcastPointer(pointer, types.pointerTo(held.type, space));
  const align = store.align === 0 ? layout.abiAlign(value.type) : store.align;
  const made = build.store(held, address, { align });
  made.metadata = store.metadata;
  made.position = store.position;
  store.erase();
  return true;
}
