/**
 * Turns stack slots into SSA values: allocas that are only loaded and stored whole, with one type. Casts of the slot's
 * address between pointer types are looked through, lifetime markers and debug declarations of the slot go with it.
 */
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { Constant, Literal, MetadataValue, integerOf } from "../ir/constants.ts";
import type { AllocaInst } from "../ir/instructions.ts";
import { CallInst, CastInst, GepInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { undefOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { SlotWork } from "./slot-work.ts";
import type { Definition } from "./ssa.ts";
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
  const work = new SlotWork(fn);
  return promoteAmong(work, work.slots()) || dropped;
}

/** Promotes those of `candidates`, which are in the order of the code, that allow it; true when there were any. */
export function promoteAmong(work: SlotWork, candidates: readonly AllocaInst[]): boolean {
  const slots: Slot[] = [];
  for (const alloca of candidates) {
    const slot = promotable(alloca, work.fn);
    if (slot !== null) slots.push(slot);
  }
  if (slots.length === 0) return false;
  for (const slot of slots) collectAccesses(slot, work);
  for (const slot of slots) promote(slot, work);
  work.module.markChanged(work.fn);
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

/** Brings the accesses in order; declarations of the slot are dropped on the way. */
function collectAccesses({ pointers, accesses }: Slot, work: SlotWork): void {
  const found: (LoadInst | StoreInst)[] = [];
  const describing: Instruction[] = [];
  for (const pointer of pointers) {
    for (const { user } of pointer.uses()) {
      if (user instanceof LoadInst || user instanceof StoreInst) found.push(user);
      else if (isMarker(user)) describing.push(user);
      else if (user instanceof MetadataValue) describing.push(...work.describersOf(user));
    }
  }
  // One may name the slot more than once.
  for (const inst of describing) if (inst.parent !== null) inst.erase();
  found.sort((a, b) => work.order.compare(a, b));
  for (const access of found) {
    const block = must(access.parent, "the access is in a block");
    const known = accesses.get(block);
    if (known === undefined) accesses.set(block, [access]);
    else known.push(access);
  }
}

function promote(slot: Slot, work: SlotWork): void {
  if (slot.type !== null) replaceLoads(slot, slot.type, work);
  for (const accesses of slot.accesses.values()) {
    for (const access of accesses) {
      if (access instanceof StoreInst) work.touch(access.value);
      access.erase();
    }
  }
  for (const pointer of slot.pointers.toReversed()) pointer.erase();
}

/** Constants are shared mostly; where not, one token tells. */
function isSameConstant(a: Value, b: Value): boolean {
  if (a === b) return true;
  return a instanceof Literal && b instanceof Literal && a.type === b.type && a.text === b.text;
}

function replaceLoads(slot: Slot, type: Type, work: SlotWork): void {
  const builder = work.ssa;
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
        const { value } = current;
        work.touchReplaced(access, value);
        access.replaceAllUsesWith(value);
      }
    }
  }
}
