/**
 * Turns stack slots into SSA values: allocas that are only loaded and stored whole, with one type. Casts of the slot's
 * address between pointer types are looked through, lifetime markers and debug declarations of the slot go with it.
 */
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { Constant, Literal, MetadataValue, integerOf } from "../ir/constants.ts";
import {
  AllocaInst,
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  StoreInst,
} from "../ir/instructions.ts";
import { undefOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { type Definition, SsaBuilder } from "./ssa.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/** A slot to be promoted. */
interface Slot {
  readonly alloca: AllocaInst;
  /** What is loaded and stored; null when nothing is. */
  readonly type: Type | null;
  /** The slot's address and its casts, each before those made of it. */
  readonly pointers: readonly Instruction[];
  /** Loads and stores by block, in the order in which they run. */
  readonly accesses: Map<BasicBlock, (LoadInst | StoreInst)[]>;
}

/** Promotes every slot of `fn` that allows it; true when something changed. */
export function promoteSlots(fn: Function): boolean {
  const dropped = removeUnreachableBlocks(fn);
  const slots: Slot[] = [];
  for (const inst of fn.instructions()) {
    const slot = inst instanceof AllocaInst ? promotable(inst, fn) : null;
    if (slot !== null) slots.push(slot);
  }
  if (slots.length === 0) return dropped;
  collectAccesses(fn, slots);
  const builder = new SsaBuilder(fn);
  for (const slot of slots) promote(slot, builder);
  fn.module.markChanged(fn);
  return true;
}

function promotable(alloca: AllocaInst, fn: Function): Slot | null {
  if (alloca.flags !== "") return null;
  if (alloca.count !== null && integerOf(alloca.count) !== 1n) return null;
  const pointers: Instruction[] = [alloca];
  let type: Type | null = null;
  for (const pointer of pointers) {
    for (const { user, index } of pointer.uses()) {
      if (isSameAddress(user)) {
        pointers.push(user);
        continue;
      }
      if (user instanceof MetadataValue || isMarker(user)) continue;
      const accessed = accessedType(user, index);
      if (accessed === null || (type !== null && type !== accessed)) return null;
      type = accessed;
    }
  }
  if (type !== null && !fits(type, alloca, fn)) return null;
  return { alloca, type, pointers, accesses: new Map() };
}

/** An access past the slot's end is not promoted: the program is wrong, and must go on being wrong in its own way. */
function fits(type: Type, alloca: AllocaInst, fn: Function): boolean {
  if (type === alloca.allocatedType) return true;
  const { layout } = fn.module;
  return layout.storeSize(type) <= layout.sizeOf(alloca.allocatedType);
}

/** A bitcast, or a getelementptr with zero indices: another name of the same address. */
function isSameAddress(user: Value): user is CastInst | GepInst {
  if (user instanceof CastInst) return user.opcode === "bitcast";
  return user instanceof GepInst && user.indices.every((index) => integerOf(index) === 0n);
}

/** The type of a plain load or store through operand `index`; null for anything else. */
function accessedType(user: Value, index: number): Type | null {
  if (user instanceof LoadInst) return user.flags === "" ? user.type : null;
  if (!(user instanceof StoreInst) || index !== 1 || user.flags !== "") return null;
  return user.value.type;
}

/** A call that says where a slot begins and ends to live, which a value need not know. */
export function isMarker(user: Value): user is CallInst {
  if (!(user instanceof CallInst) || user.isUsed) return false;
  return /^llvm\.lifetime\.(?:start|end)(?:\.|$)/.test(user.callee.name ?? "");
}

/** One pass over the code, so that accesses are met in order; declarations of the slots are dropped on the way. */
function collectAccesses(fn: Function, slots: readonly Slot[]): void {
  const slotOf = new Map<Value, Slot>();
  for (const slot of slots) {
    for (const pointer of slot.pointers) slotOf.set(pointer, slot);
  }
  for (const block of fn.blocks) {
    for (const inst of block) {
      if (inst instanceof LoadInst || inst instanceof StoreInst) {
        const slot = slotOf.get(inst.pointer);
        if (slot === undefined) continue;
        const known = slot.accesses.get(block);
        if (known === undefined) slot.accesses.set(block, [inst]);
        else known.push(inst);
      } else if (describes(inst, slotOf)) inst.erase();
    }
  }
}

/** True for a debug intrinsic or record, or a marker, of one of the slots. */
function describes(inst: Instruction, slotOf: ReadonlyMap<Value, Slot>): boolean {
  if (isMarker(inst)) return inst.args.some((arg) => slotOf.has(arg));
  return inst.operandUses.some(({ value }) => {
    if (!(value instanceof MetadataValue)) return false;
    return value.operandUses.some((held) => slotOf.has(held.value));
  });
}

function promote(slot: Slot, builder: SsaBuilder): void {
  if (slot.type !== null) replaceLoads(slot, slot.type, builder);
  for (const accesses of slot.accesses.values()) {
    for (const access of accesses) access.erase();
  }
  for (const pointer of slot.pointers.toReversed()) pointer.erase();
}

/** Constants are shared mostly; where not, one token tells. */
function isSameConstant(a: Value, b: Value): boolean {
  if (a === b) return true;
  return a instanceof Literal && b instanceof Literal && a.type === b.type && a.text === b.text;
}

function replaceLoads(slot: Slot, type: Type, builder: SsaBuilder): void {
  const definitions = new Map<number, Definition>();
  const readAtEntry: number[] = [];
  for (const [block, accesses] of slot.accesses) {
    const index = builder.cfg.numberOf(block);
    const last = accesses.findLast((access) => access instanceof StoreInst);
    if (last !== undefined) definitions.set(index, last);
    if (accesses[0] instanceof LoadInst) readAtEntry.push(index);
  }
  const first = definitions.get(0)?.value;
  const initial = first instanceof Constant ? first : undefOf(type);
  const reader = builder.build({
    type,
    name: slot.alloca.name,
    definitions,
    readAtEntry,
    initial,
    isReset: ({ value }) => isSameConstant(value, initial),
  });
  for (const [block, accesses] of slot.accesses) {
    let current: Definition | null = null;
    for (const access of accesses) {
      if (access instanceof StoreInst) current = access;
      else {
        current ??= reader.atEntry(builder.cfg.numberOf(block));
        access.replaceAllUsesWith(current.value);
      }
    }
  }
}
