/**
 * Adjoints of values. A value that is used only in its own block has its adjoint in an SSA value while that block is reversed; any
 * other has a slot, zero at the start and zeroed when the value's own instruction is reversed. Aggregates always have a slot.
 */
import { carriesFloat } from "../analysis/flow.ts";
import { type IRBuilder } from "../ir/builder.ts";
import { Instruction } from "../ir/graph.ts";
import { type AllocaInst, PhiInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import { isFloating, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Slots } from "./slots.ts";
import { startOfAdjoint } from "./zero.ts";

/** Fast-math flags that may be handed on to sums: those that cannot make a finite sum poison. */
export function summingFlags(flags: string): string {
  if (flags === "") return "";
  const words = flags.split(" ");
  if (words.includes("fast")) return "reassoc nsz arcp contract afn";
  return words.filter((w) => ["reassoc", "nsz", "arcp", "contract", "afn"].includes(w)).join(" ");
}

/** The iterations of a loop add to an adjoint in an order that nobody asked for; where any will do, the sum is done in vectors. */
function inAnyOrder(flags: string): string {
  return flags.includes("reassoc") ? flags : `reassoc ${flags}`.trim();
}

/** The adjoints of one function while its reverse sweep is emitted. */
export class Adjoints {
  private readonly slots: Slots;
  private readonly slotOf = new Map<Value, AllocaInst>();
  /** Adjoints of block-local values, in the reverse block being emitted. */
  private readonly local = new Map<Value, Value>();
  private readonly isLocal = new Map<Value, boolean>();

  constructor(slots: Slots) {
    this.slots = slots;
  }

  /** Adds `amount`, of the value's type, to the adjoint of `value`. */
  add(build: IRBuilder, value: Value, amount: Value, flags = ""): void {
    if (this.livesInBlock(value)) {
      const before = this.local.get(value);
      const sum = before === undefined ? amount : build.binary("fadd", before, amount, { flags });
      this.local.set(value, sum);
    } else addInto(build, this.slotFor(value), value.type, amount, inAnyOrder(flags));
  }

  /** Adds `amount` to the element of `value`'s adjoint at `path`. */
  addAt(build: IRBuilder, value: Value, path: readonly number[], amount: Value, flags = ""): void {
    const pointer = elementPointer(build, this.slotFor(value), value.type, path);
    addInto(build, pointer, amount.type, amount, flags);
  }

  /** The adjoint of `value`, which is zero afterwards; null when nothing was ever added to it. */
  take(build: IRBuilder, value: Value): Value | null {
    if (this.livesInBlock(value)) {
      const found = this.local.get(value) ?? null;
      this.local.delete(value);
      return found;
    }
    const slot = this.slotFor(value);
    const adjoint = build.load(value.type, slot, { name: `${value.name ?? "t"}.adj` });
    build.store(startOfAdjoint(value.type), slot);
    return adjoint;
  }

  private slotFor(value: Value): AllocaInst {
    let slot = this.slotOf.get(value);
    if (slot === undefined) {
      slot = this.slots.make(value.type, `${value.name ?? "t"}.adj`, startOfAdjoint(value.type));
      this.slotOf.set(value, slot);
    }
    return slot;
  }

  private livesInBlock(value: Value): boolean {
    let answer = this.isLocal.get(value);
    if (answer === undefined) {
      answer = isFloating(value.type) && usedInOwnBlock(value);
      this.isLocal.set(value, answer);
    }
    return answer;
  }
}

function usedInOwnBlock(value: Value): boolean {
  if (!(value instanceof Instruction) || value instanceof PhiInst) return false;
  for (const { user } of value.uses()) {
    if (user instanceof PhiInst) return false;
    if (user instanceof Instruction && user.parent !== value.parent) return false;
  }
  return true;
}

/** `*pointer += amount`, element by element for an aggregate; elements that hold no float are left alone. */
export function addInto(
  build: IRBuilder,
  pointer: Value,
  type: Type,
  amount: Value,
  flags = "",
  align = 0,
): void {
  if (isFloating(type)) {
    const sum = build.binary("fadd", build.load(type, pointer, { align }), amount, { flags });
    build.store(sum, pointer, { align });
    return;
  }
  for (let i = 0; i < fieldCount(type); i++) {
    const part = build.extractValue(amount, i);
    if (!carriesFloat(part.type)) continue;
    addInto(build, elementPointer(build, pointer, type, [i]), part.type, part, flags);
  }
}

function fieldCount(type: Type): number {
  if (type.kind === "struct") return type.fields?.length ?? 0;
  return type.kind === "array" ? type.length : 0;
}

/** The address of the element at `path` of an aggregate in memory. */
export function elementPointer(
  build: IRBuilder,
  base: Value,
  type: Type,
  path: readonly number[],
): Value {
  const { types } = build.module;
  const indices = [0, ...path].map((i) => constInt(types.i32, i));
  return build.gep(type, base, indices);
}
