/**
 * What splitting and promoting the slots of one function need to know of it, kept while neither changes an edge. Also which slots
 * have to be looked at again: those that something used of which the use is gone, or is another one now.
 */
import { MetadataValue } from "../ir/constants.ts";
import type { Function, Instruction, ModuleContext } from "../ir/graph.ts";
import { AllocaInst, CallInst, CastInst, GepInst, type LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { CodeOrder } from "./code-order.ts";
import { SsaBuilder } from "./ssa.ts";

/** The work on the slots of one function. */
export class SlotWork {
  readonly fn: Function;
  readonly order: CodeOrder;
  #ssa: SsaBuilder | null = null;
  #describers: ReadonlyMap<MetadataValue, readonly Instruction[]> | null = null;
  #touched = new Set<Value>();

  constructor(fn: Function) {
    this.fn = fn;
    this.order = new CodeOrder(fn);
  }

  get module(): ModuleContext {
    return this.fn.module;
  }

  get ssa(): SsaBuilder {
    return (this.#ssa ??= new SsaBuilder(this.fn));
  }

  /** All slots, in the order of the code. */
  slots(): AllocaInst[] {
    return [...this.fn.instructions()].filter((inst) => inst instanceof AllocaInst);
  }

  inOrder(slots: Iterable<AllocaInst>): AllocaInst[] {
    return [...slots].sort((a, b) => this.order.compare(a, b));
  }

  /** The debug intrinsics and records that a piece of metadata belongs to. */
  describersOf(metadata: MetadataValue): readonly Instruction[] {
    this.#describers ??= describersOf(this.fn);
    return this.#describers.get(metadata) ?? [];
  }

  /** Notes that `value` is about to be used less. */
  touch(value: Value): void {
    this.#touched.add(value);
  }

  /** Notes that `load` is about to be replaced by `value`, and what its users then look like to the slots they are used on. */
  touchReplaced(load: LoadInst, value: Value): void {
    this.#touched.add(value);
    for (const { user, index } of load.uses()) {
      // What was a variable may be a constant: an index, a length, a count.
      if (user instanceof AllocaInst) this.#touched.add(user);
      else if (user instanceof GepInst && index > 0) this.#touched.add(user);
      else if (user instanceof CallInst && index > 0) {
        // The ends of a copy or fill are its first arguments.
        this.#touched.add(user.operand(0)).add(user.operand(1));
      }
    }
  }

  /** The slots that are left of those that the values noted are addresses in, in the order of the code; forgets the values. */
  takeTouched(): AllocaInst[] {
    const found = slotsOf(this.#touched);
    this.#touched = new Set();
    return this.inOrder(found);
  }
}

/** The slots that `values` are addresses in, as far as that is plain. */
export function slotsOf(values: Iterable<Value>): Set<AllocaInst> {
  const slots = new Set<AllocaInst>();
  const seen = new Set<Value>();
  for (const value of values) {
    let inner: Value = value;
    while (!seen.has(inner)) {
      seen.add(inner);
      if (inner instanceof AllocaInst && inner.parent !== null) slots.add(inner);
      if (!(inner instanceof GepInst || inner instanceof CastInst)) break;
      // One that has gone meanwhile has no operands.
      if (inner.parent === null) break;
      inner = inner.operand(0);
    }
  }
  return slots;
}

/** Metadata does not know the instruction it belongs to, so the code is searched for it once. */
function describersOf(fn: Function): Map<MetadataValue, Instruction[]> {
  const describers = new Map<MetadataValue, Instruction[]>();
  for (const inst of fn.instructions()) {
    for (const { value } of inst.operandUses) {
      if (!(value instanceof MetadataValue)) continue;
      const known = describers.get(value);
      if (known === undefined) describers.set(value, [inst]);
      else known.push(inst);
    }
  }
  return describers;
}
