/**
 * Virtual calls look at a fixed place of a vtable, and what the C++ ABI (Itanium, section 2.5) puts into vtables stands at fixed places behind
 * their address points, which follow the pointer to the type's information. So of the functions whose address is nowhere but in vtables
 * only those fit a virtual call that stand at its place.
 */
import { constantOffset } from "../ir/address.ts";
import { ConstantAggregate } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { Function, GlobalVariable } from "../ir/graph.ts";
import { type CallInst, GepInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { functionsTakenIn, type ModuleItems } from "./address-taken.ts";
import { withoutCasts } from "./known-callees.ts";
import { keptFor } from "../support/kept.ts";

/** Where in vtables the functions of a module stand. */
export class VtableSlots {
  /** In slots behind an address point, for functions that are in no other place. */
  readonly #slots = new Map<Function, Set<number>>();

  constructor(module: ModuleItems) {
    const readable = new Set<GlobalVariable>();
    for (const global of module.globals()) {
      if (!(global instanceof GlobalVariable) || !/^_ZT[VC]/.test(global.name)) continue;
      const parts = partsOf(global);
      if (parts === null) continue;
      readable.add(global);
      for (const part of parts) this.#read(part);
    }
    const elsewhere = functionsTakenIn(module, (global) => !readable.has(global));
    for (const fn of elsewhere) this.#slots.delete(fn);
  }

  /** May a call that looks at `slot` (in pointers behind an address point; null: it is no virtual call) come to `candidate`? */
  fits(slot: number | null, candidate: Function): boolean {
    return slot === null || this.#slots.get(candidate)?.has(slot) !== false;
  }

  #read({ elements }: ConstantAggregate): void {
    const start = addressPoint(elements);
    for (const [i, element] of elements.entries()) {
      const held = withoutCasts(element);
      if (!(held instanceof Function)) continue;
      const slots = this.#slots.get(held) ?? new Set();
      this.#slots.set(held, slots.add(i - start));
    }
  }
}

/** The tables of a vtable: one for each base class that has one. Null where it is not of the form that is known. */
function partsOf({ initializer }: GlobalVariable): readonly ConstantAggregate[] | null {
  if (!(initializer instanceof ConstantAggregate)) return null;
  const parts: ConstantAggregate[] = [];
  for (const part of initializer.type.kind === "struct" ? initializer.elements : [initializer]) {
    const isTable =
      part instanceof ConstantAggregate &&
      part.type.kind === "array" &&
      part.type.element.kind === "pointer" &&
      addressPoint(part.elements) > 0;
    if (!isTable) return null;
    parts.push(part);
  }
  return parts;
}

/** What stands behind the pointer to the type's information; 0 where there is no such pointer. */
function addressPoint(elements: readonly Value[]): number {
  return (
    elements.findIndex((element) => {
      const held = withoutCasts(element);
      return held instanceof GlobalVariable && held.name.startsWith("_ZTI");
    }) + 1
  );
}

/** The slot that a call of a pointer out of an object's vtable looks at; null for other calls. */
export function slotOf(call: CallInst, layout: DataLayout): number | null {
  const loaded = withoutCasts(call.callee);
  if (!(loaded instanceof LoadInst)) return null;
  let base = withoutCasts(loaded.pointer);
  let offset = 0;
  while (base instanceof GepInst) {
    const step = constantOffset(base, layout);
    if (step === null) return null;
    offset += step;
    base = withoutCasts(base.operand(0));
  }
  const size = layout.pointerBits(0) / 8;
  return base instanceof LoadInst && offset % size === 0 ? offset / size : null;
}

/** The slots of a module, found when first asked for. */
export const vtableSlots = keptFor((module: ModuleItems) => new VtableSlots(module));
