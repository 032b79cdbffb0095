/**
 * Scalar replacement of aggregates: a stack slot of a struct, an array or a vector that is used at constant offsets only is
 * cut into one slot for each part, which mem2reg.ts can then promote.
 */
import type { Function, Instruction, ModuleContext } from "../ir/graph.ts";
import type { AllocaInst } from "../ir/instructions.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import { MetadataValue } from "../ir/constants.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { builderAt, cutSlices, isCheap, scalarize } from "./sroa/normalize.ts";
import { overlapping, partition, type Partition, type Plan } from "./sroa/partitions.ts";
import { addressAt, alignAt, convert } from "./sroa/pieces.ts";
import { type Slice, slotUses, type SlotUses } from "./sroa/slices.ts";
import { at } from "../support/assert.ts";
import { slotsOf, SlotWork } from "./slot-work.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/** Cutting one slot may show how to cut another that is copied to it; chains of copies longer than this stay partly whole. */
const mostRounds = 16;
/** Cutting accesses moves them, and then the slot is looked at again. */
const mostCuts = 8;

/** What splitting did. */
export interface Splitting {
  readonly changed: boolean;
  /** The slots that are left of those looked at, and those that came in place of others. */
  readonly examined: ReadonlySet<AllocaInst>;
  /** Those of them to be looked at again, because there were too many rounds. */
  readonly unfinished: readonly AllocaInst[];
}

/** Cuts every slot of `fn` that allows it; true when something changed. */
export function splitSlots(fn: Function): boolean {
  const dropped = removeUnreachableBlocks(fn);
  const work = new SlotWork(fn);
  return splitAmong(work, work.slots()).changed || dropped;
}

/** Cuts those of `slots`, which are in the order of the code, that allow it, and what that lets be cut. */
export function splitAmong(work: SlotWork, slots: readonly AllocaInst[]): Splitting {
  const examined = new Set(slots);
  let pending = slots;
  let changed = false;
  for (let round = 0; round < mostRounds && pending.length > 0; round++) {
    const again = splitRound(work, pending, examined);
    for (const slot of examined) if (slot.parent === null) examined.delete(slot);
    changed ||= again !== null;
    pending = work.inOrder([...(again ?? [])].filter((slot) => slot.parent !== null));
  }
  if (changed) work.module.markChanged(work.fn);
  return { changed, examined, unfinished: pending };
}

/** Looks once at each of `slots` and at those behind it that change meanwhile; the result is for the next round. */
function splitRound(
  work: SlotWork,
  slots: readonly AllocaInst[],
  examined: Set<AllocaInst>,
): Set<AllocaInst> | null {
  const queue = [...slots];
  const queued = new Set(slots);
  const again = new Set<AllocaInst>();
  let changed = false;
  for (let i = 0; i < queue.length; i++) {
    const slot = at(queue, i);
    const met = splitSlot(slot, work);
    if (met === null) continue;
    changed = true;
    for (const { slot: other, isBehind } of met) {
      examined.add(other);
      if (!isBehind) again.add(other);
      else if (!queued.has(other)) {
        queued.add(other);
        insertInOrder(queue, other, i + 1, work);
      }
    }
  }
  return changed ? again : null;
}

function insertInOrder(
  queue: AllocaInst[],
  slot: AllocaInst,
  start: number,
  { order }: SlotWork,
): void {
  let [low, high] = [start, queue.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order.compare(at(queue, middle), slot) < 0) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, slot);
}

/** A slot that may be cut differently because another was: one that comes behind it in the code is looked at in the same round. */
interface Met {
  readonly slot: AllocaInst;
  readonly isBehind: boolean;
}

/** Cuts `alloca` if it can be; says then which slots that changes, null when none. */
function splitSlot(alloca: AllocaInst, work: SlotWork): Met[] | null {
  if (isScalar(alloca)) return null;
  const { layout } = work.module;
  const met: Met[] = [];
  for (let cut = 0; cut < mostCuts; cut++) {
    const uses = alloca.parent === null ? null : slotUses(alloca, layout);
    if (uses === null) break;
    const around = slotsAround(uses).map((slot) => {
      return { slot, isBehind: work.order.compare(slot, alloca) > 0 };
    });
    const made = cutOnce(alloca, uses, work);
    if (made === null) break;
    met.push(...around, ...made.map((slot) => ({ slot, isBehind: false })));
  }
  return met.length === 0 ? null : met;
}

/** One step of cutting; the slots that replace `alloca`, null when there is nothing to cut. */
function cutOnce(alloca: AllocaInst, uses: SlotUses, work: SlotWork): AllocaInst[] | null {
  const { module } = work;
  if (scalarize(uses, module)) return [];
  const plan = partition(uses, module);
  if (isWhole(alloca, uses, plan) || !isCheap(uses, plan)) return null;
  if (cutSlices(uses, plan, module)) return [];
  return replace(alloca, uses, plan, work);
}

/** The slots of which something is used together with this slot: where it is copied from and to, and what is stored in it. */
function slotsAround(uses: SlotUses): AllocaInst[] {
  const values: Value[] = [...uses.pointers];
  for (const slice of uses.slices) {
    const inst = instructionOf(slice);
    for (const operand of inst.operands) {
      values.push(operand);
      if (operand instanceof LoadInst) values.push(operand.pointer);
    }
    if (!(inst instanceof LoadInst)) continue;
    for (const { user } of inst.uses()) if (user instanceof StoreInst) values.push(user.pointer);
  }
  return [...slotsOf(values)];
}

/** True for the slots that are most frequent and have nothing to cut: a scalar that is loaded and stored as what it is. */
function isScalar(alloca: AllocaInst): boolean {
  const type = alloca.allocatedType;
  if (!["int", "float", "pointer"].includes(type.kind)) return false;
  for (const { user, index } of alloca.uses()) {
    if (user instanceof LoadInst ? user.type === type : isStoreOf(user, index, type)) continue;
    if (!(user instanceof MetadataValue)) return false;
  }
  return true;
}

function isStoreOf(user: Value, index: number, type: Type): boolean {
  return user instanceof StoreInst && index === 1 && user.value.type === type;
}

/** True when the slot has one part, and is as good as the slot that would replace it. */
function isWhole(alloca: AllocaInst, uses: SlotUses, { parts }: Plan): boolean {
  const [only, second] = parts;
  if (only === undefined || second !== undefined) return false;
  if (only.type === null) return only.begin === 0 && only.end === uses.size && only.isRead;
  if (only.type !== alloca.allocatedType || only.begin !== 0 || !only.isRead) return false;
  return uses.slices.every((slice) => slice.kind === "access" && slice.type === only.type);
}

/** Gives each part a slot of its own, and makes every slice, which lies in one part now, use that. */
function replace(alloca: AllocaInst, uses: SlotUses, plan: Plan, work: SlotWork): AllocaInst[] {
  const { module } = work;
  const slots = new Map<Partition, AllocaInst>();
  for (const part of plan.parts) {
    if (part.isRead) slots.set(part, newSlot(alloca, part, module));
  }
  for (const slice of uses.slices) {
    const [part] = overlapping(plan.parts, slice);
    const slot = part === undefined ? undefined : slots.get(part);
    // Nothing reads this part, so this only writes it.
    if (part === undefined || slot === undefined) instructionOf(slice).erase();
    else retarget(slice, part, slot, module);
  }
  for (const inst of uses.dropped) inst.erase();
  dropDescriptions(uses.pointers, work);
  for (const pointer of uses.pointers.toReversed()) pointer.erase();
  return [...slots.values()];
}

function newSlot(alloca: AllocaInst, part: Partition, module: ModuleContext): AllocaInst {
  const { types, layout } = module;
  const stated = Number(/\balign (\d+)/.exec(alloca.tail)?.[1] ?? "0");
  const align = stated > 0 ? stated : layout.abiAlign(alloca.allocatedType);
  const type = part.type ?? types.array(types.i8, part.end - part.begin);
  const space = alloca.type.kind === "pointer" ? alloca.type.space : layout.allocaSpace;
  const how = { align: alignAt(align, part.begin), space };
  const slot = builderAt(alloca, module).alloca(type, how);
  slot.name = alloca.name === null ? null : `${alloca.name}.${part.begin}`;
  return slot;
}

function instructionOf(slice: Slice): Instruction {
  return slice.kind === "access" ? slice.inst : slice.call;
}

function retarget(slice: Slice, part: Partition, slot: AllocaInst, module: ModuleContext): void {
  const builder = builderAt(instructionOf(slice), module);
  const offset = slice.begin - part.begin;
  if (slice.kind === "copy" || slice.kind === "fill") {
    const index = slice.kind === "copy" ? slice.arg : 0;
    const address = addressAt(builder, slot, offset);
    slice.call.setOperand(index, builder.bitcastPointer(address, slice.call.operand(index).type));
    return;
  }
  const { inst, type } = slice;
  const index = inst instanceof StoreInst ? 1 : 0;
  if (part.type === null || part.type === type) {
    const address = addressAt(builder, slot, offset);
    inst.setOperand(index, builder.bitcastPointer(address, inst.pointer.type));
  } else if (inst instanceof LoadInst) {
    const value: Value = builder.load(part.type, slot, { align: inst.align });
    inst.replaceAllUsesWith(convert(builder, value, type));
    inst.erase();
  } else {
    builder.store(convert(builder, inst.value, part.type), slot, { align: inst.align });
    inst.erase();
  }
}

/** Drops the debug intrinsics and records of addresses that are about to go. */
function dropDescriptions(pointers: readonly Instruction[], work: SlotWork): void {
  for (const pointer of pointers) {
    // One instruction may name the address more than once, so the uses are listed before it goes.
    for (const { user } of [...pointer.uses()]) {
      if (!(user instanceof MetadataValue)) continue;
      for (const inst of work.describersOf(user)) if (inst.parent !== null) inst.erase();
    }
  }
}
