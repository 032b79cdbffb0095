/** Rows of memory: what a store writes, element by element, each time the loop around it is entered, and which other stores stay in it. */
import type { Loop } from "../../analysis/loops.ts";
import type { BasicBlock, Instruction } from "../../ir/graph.ts";
import type { StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { addressOf } from "../later/addresses.ts";
import { factsOf } from "../later/facts.ts";
import { Instance, Variables } from "../later/instance.ts";
import { type Counter, Polynomial } from "../later/polynomial.ts";
import { Products } from "../later/products.ts";
import { Proof } from "../later/proof.ts";

/** Bytes of an object, the same each time. */
export interface Row {
  readonly base: Value;
  /** The first byte. */
  readonly from: Polynomial;
  /** The byte behind the last. */
  readonly to: Polynomial;
  /** Whoever comes from here to what is behind the loop that it may end finds the bytes written. */
  readonly last: Instruction;
}

/** Answers for one function. */
export class Rows {
  private readonly context: Context;
  private readonly variables: Variables;

  constructor(context: Context) {
    this.context = context;
    this.variables = new Variables(new Products(context));
  }

  /** The row that a store writes without a gap; null where it writes something else, or not the same each time. */
  rowOf(store: StoreInst): Row | null {
    const { parent } = store;
    const loop = parent === null ? null : this.context.forest.loopOf(parent);
    const last = loop === null || parent === null ? null : this.endOf(loop, parent);
    if (parent === null || loop === null || last === null) return null;
    const instance = new Instance(this.context, parent, this.variables);
    const counter = lastOf(instance.counterOf(loop));
    const address = addressOf(store.pointer, instance);
    const bytes = counter === null ? null : this.bytesOf(address?.offsets ?? [], counter, store);
    return address === null || bytes === null ? null : { base: address.base, ...bytes, last };
  }

  private bytesOf(
    [offset, another]: readonly Polynomial[],
    { variable, last }: Running,
    store: StoreInst,
  ): Pick<Row, "from" | "to"> | null {
    if (offset === undefined || another !== undefined) return null;
    const [from, slope, more] = offset.powersOf(variable);
    const size = this.sizeOf(store);
    if (from === undefined || more !== undefined || size === null) return null;
    if (slope?.constant !== BigInt(size)) return null;
    const to = from.plus(last.plus(Polynomial.constant(1)).scaled(size));
    return [from, to].every(isFixed) ? { from, to } : null;
  }

  /** Is all that the store writes, whenever it is executed, in the row? */
  isWithin(store: StoreInst, { base, from, to }: Row): boolean {
    const bytes = this.sizeOf(store);
    if (store.parent === null || bytes === null) return false;
    const instance = new Instance(this.context, store.parent, this.variables);
    const address = addressOf(store.pointer, instance);
    if (address?.base !== base) return false;
    const proof = new Proof(factsOf(instance));
    const size = Polynomial.constant(bytes);
    return address.offsets.every(
      (offset) =>
        proof.isNotNegative(offset.minus(from)) &&
        proof.isNotNegative(to.minus(size).minus(offset)),
    );
  }

  private sizeOf({ value: { type } }: StoreInst): number | null {
    const { layout } = this.context.services;
    return layout.isScalable(type) ? null : layout.storeSize(type);
  }

  /** The branch behind which all iterations of the loop have passed the block; null where it may be left before. */
  private endOf(loop: Loop, block: BasicBlock): Instruction | null {
    const { latch } = loop;
    const [exiting, another] = loop.exiting();
    if (latch === null || exiting !== latch || another !== undefined) return null;
    return this.context.dominators.dominatesBlock(block, latch) ? latch.terminator : null;
  }
}

/** The counter of a loop that nothing but its limit ends, and the number that it comes to. */
interface Running {
  readonly variable: Counter;
  readonly last: Polynomial;
}

function lastOf(counter: Polynomial): Running | null {
  const [variable] = counter.terms[0]?.factors ?? [];
  if (variable?.kind !== "counter" || variable.limit === null) return null;
  const { isCertain, scale, most } = variable.limit;
  return isCertain && scale === 1n ? { variable, last: most } : null;
}

/** Are the two rows the same bytes for certain? */
export function isSameRow(a: Row, b: Row): boolean {
  return a.from.minus(b.from).constant === 0n && a.to.minus(b.to).constant === 0n;
}

function isFixed({ terms }: Polynomial): boolean {
  return terms.every(({ factors }) => factors.every(({ kind }) => kind === "symbol"));
}
