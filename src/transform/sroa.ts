/**
 * Scalar replacement of aggregates: a stack slot of a struct, an array or a vector that is used at constant offsets only is
 * cut into one slot for each part, which mem2reg.ts can then promote.
 */
import type { Function, Instruction, ModuleContext } from "../ir/graph.ts";
import { AllocaInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { MetadataValue } from "../ir/constants.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { builderAt, cutSlices, isCheap, scalarize } from "./sroa/normalize.ts";
import { overlapping, partition, type Partition, type Plan } from "./sroa/partitions.ts";
import { addressAt, alignAt, convert } from "./sroa/pieces.ts";
import { type Slice, slotUses, type SlotUses } from "./sroa/slices.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/** Cutting one slot may show how to cut another that is copied to it; chains of copies longer than this stay partly whole. */
const mostRounds = 16;
/** Cutting accesses moves them, and then the slot is looked at again. */
const mostCuts = 8;

/** The debug intrinsic or record that each piece of local metadata belongs to. */
type Describers = ReadonlyMap<MetadataValue, Instruction>;

interface Context {
  readonly module: ModuleContext;
  readonly describers: Describers;
}

/** Cuts every slot of `fn` that allows it; true when something changed. */
export function splitSlots(fn: Function): boolean {
  let changed = removeUnreachableBlocks(fn);
  const context = { module: fn.module, describers: describersOf(fn) };
  for (let round = 0; round < mostRounds; round++) {
    const slots = [...fn.instructions()].filter((inst) => inst instanceof AllocaInst);
    const cut = slots.filter((slot) => splitSlot(slot, context));
    if (cut.length === 0) break;
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function splitSlot(alloca: AllocaInst, context: Context): boolean {
  const { module } = context;
  if (isScalar(alloca)) return false;
  let changed = false;
  for (let cut = 0; cut < mostCuts; cut++) {
    const uses = slotUses(alloca, module.layout);
    if (uses === null) return changed;
    if (scalarize(uses, module)) {
      changed = true;
      continue;
    }
    const plan = partition(uses, module);
    if (isWhole(alloca, uses, plan) || !isCheap(uses, plan)) return changed;
    if (cutSlices(uses, plan, module)) {
      changed = true;
      continue;
    }
    replace(alloca, uses, plan, context);
    return true;
  }
  return changed;
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
function replace(alloca: AllocaInst, uses: SlotUses, plan: Plan, context: Context): void {
  const { module } = context;
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
  dropDescriptions(uses.pointers, context.describers);
  for (const pointer of uses.pointers.toReversed()) pointer.erase();
}

function newSlot(alloca: AllocaInst, part: Partition, module: ModuleContext): AllocaInst {
  const { types, layout } = module;
  const stated = Number(/\balign (\d+)/.exec(alloca.tail)?.[1] ?? "0");
  const align = stated > 0 ? stated : layout.abiAlign(alloca.allocatedType);
  const type = part.type ?? types.array(types.i8, part.end - part.begin);
  const slot = builderAt(alloca, module).alloca(type, { align: alignAt(align, part.begin) });
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
function dropDescriptions(pointers: readonly Instruction[], describers: Describers): void {
  for (const pointer of pointers) {
    // One instruction may name the address more than once, so the uses are listed before it goes.
    for (const { user } of [...pointer.uses()]) {
      const inst = user instanceof MetadataValue ? describers.get(user) : undefined;
      if (inst !== undefined && inst.parent !== null) inst.erase();
    }
  }
}

/** Metadata does not know the instruction it belongs to, so the code is searched for it once. */
function describersOf(fn: Function): Describers {
  const describers = new Map<MetadataValue, Instruction>();
  for (const inst of fn.instructions()) {
    for (const { value } of inst.operandUses) {
      if (value instanceof MetadataValue) describers.set(value, inst);
    }
  }
  return describers;
}
