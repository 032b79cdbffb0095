/**
 * Atomic accesses. Numbers that are counted with have no tangent, and adding to a float is linear; for anything else both memories would have
 * to be changed as one. Whether an integer is a number shows when the program runs: then its shadow is empty.
 */
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { Instruction } from "../ir/graph.ts";
import {
  type AtomicRmwInst,
  type CmpXchgInst,
  type LoadInst,
  StoreInst,
} from "../ir/instructions.ts";
import { nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { endIf } from "../transform/fatal.ts";
import { refuse } from "../reverse/fail.ts";
import { tangentOperands } from "./moves.ts";
import type { Site } from "./scene.ts";

const heldMessage =
  "an address or a number with a tangent is accessed atomically as an integer: its shadow cannot follow; access it as what it is";

/** How shadows are accessed: threads that share the primal share them. */
const relaxed = { ordering: "monotonic", flags: "atomic" };

/** Ends the program where one of the integers is not zero. */
function endWhereHeld(shadows: readonly Value[], { build, services }: Site): void {
  for (const shadow of shadows) {
    const isHeld = build.icmp("ne", shadow, nullOf(shadow.type));
    build.call(endIf("__tsad_held_atomically", heldMessage, services), [isHeld]);
  }
}

/**
 * Ends the program where the memory at `pointer`, an integer of `type`, has something in its shadow; the same number may be there where the
 * shadow began as a copy.
 * @param old what was in the memory; null where that is not known
 */
function endWhereShadowed(
  pointer: Value,
  type: Type,
  { align, old }: { readonly align: number; readonly old: Value | null },
  site: Site,
): void {
  const { build, tangents, flow } = site;
  const shadows = tangents.must(pointer).map((shadow) => {
    const found = build.load(type, shadow, { ...relaxed, align });
    const none = nullOf(type);
    const other = old === null ? found : build.select(build.icmp("eq", found, old), none, found);
    // Memory that is its own shadow holds itself.
    const isOwn = flow.isDistinct(pointer) ? null : build.icmp("eq", shadow, pointer);
    return isOwn === null ? other : build.select(isOwn, none, other);
  });
  endWhereHeld(shadows, site);
}

function zeros({ type }: Value, { tangents }: Site): readonly Value[] {
  return Array.from({ length: tangents.width }, () => nullOf(type));
}

/** A load: of an integer that no move takes further. */
export function emitAtomicLoad(load: LoadInst, site: Site): void {
  checkNumber(load, load.type, site);
  endWhereShadowed(load.pointer, load.type, { align: load.align, old: load }, site);
  site.tangents.set(load, zeros(load, site));
}

/** A store of an integer, to memory with a shadow. */
export function checkAtomicStore(store: StoreInst, site: Site): void {
  const { flow, spec, tangents } = site;
  const { value, pointer, align } = store;
  if (flow.has(value) || carriesFloat(value.type) || carriesPointer(value.type)) {
    throw refuse("E_ATOMIC", store, { primal: spec.primal });
  }
  if (flow.isSum(value)) endWhereHeld(tangents.orZero(value), site);
  if (!flow.isDistinct(pointer)) {
    endWhereShadowed(pointer, value.type, { align, old: null }, site);
    return;
  }
  for (const shadow of tangents.must(pointer)) {
    site.build.store(nullOf(value.type), shadow, { ...relaxed, align });
  }
}

/** `atomicrmw`: adding is linear, and what was there goes out as its tangent does. */
export function emitAtomic(inst: AtomicRmwInst, site: Site): void {
  const { tangents, build, flow, spec } = site;
  const [pointer, value] = [inst.operand(0), inst.operand(1)];
  if (!carriesFloat(inst.type) && !carriesPointer(inst.type) && !flow.has(value)) {
    checkNumber(inst, inst.type, site);
    if (flow.isSum(value)) endWhereHeld(tangents.orZero(value), site);
    endWhereShadowed(pointer, inst.type, { align: inst.align, old: inst }, site);
    tangents.set(inst, zeros(inst, site));
    return;
  }
  const isLinear = ["fadd", "fsub"].includes(inst.operation) && inst.type.kind === "float";
  if (!isLinear || !flow.isDistinct(pointer)) {
    throw refuse("E_ATOMIC", inst, { primal: spec.primal });
  }
  const lanes = tangents.must(pointer).map((shadow, lane) => {
    const tangent = at(tangents.orZero(value), lane);
    const { ordering, align } = inst;
    return build.atomicRmw(inst.operation, shadow, tangent, { ordering, align });
  });
  tangents.set(inst, lanes);
}

/** `cmpxchg`: of integers that nothing shows to be more. */
export function checkExchange(inst: CmpXchgInst, site: Site): void {
  const { flow, spec, tangents } = site;
  const [pointer, expected, value] = [inst.operand(0), inst.operand(1), inst.operand(2)];
  if (!flow.has(pointer)) return;
  const moves = flow.has(value) || flow.has(expected);
  if (moves || carriesFloat(value.type) || carriesPointer(value.type)) {
    throw refuse("E_ATOMIC", inst, { primal: spec.primal });
  }
  if (flow.isSum(value)) endWhereHeld(tangents.orZero(value), site);
  endWhereShadowed(pointer, value.type, { align: inst.align, old: null }, site);
}

/** @throws TsadError for a float or pointer, or an integer that may be taken for one: anything but a number would need both loads to be one */
function checkNumber(inst: Instruction, type: Type, { spec }: Site): void {
  const isTaken = [...inst.uses()].some(({ user, index }) => {
    if (!(user instanceof Instruction)) return false;
    return user instanceof StoreInst ? index === 0 : tangentOperands(user).includes(index);
  });
  if (!isTaken && !carriesFloat(type) && !carriesPointer(type)) return;
  throw refuse("E_ATOMIC", inst, { primal: spec.primal });
}
