/** Which of two instructions of a function stands first, while others are inserted and taken out: places between two numbers. */
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { must } from "../support/assert.ts";

/** Two places that are closer than this have room for no third. */
const closest = 2 ** -20;

/** Orders the instructions of `fn` as they are printed; valid while no block comes or goes. */
export class CodeOrder {
  readonly #blocks: ReadonlyMap<BasicBlock | null, number>;
  /** Filled block by block when first asked; new instructions get places between those of their neighbours. */
  readonly #places = new Map<Instruction, number>();

  constructor(fn: Function) {
    this.#blocks = new Map(fn.blocks.map((block, index) => [block, index]));
  }

  /** Negative when `a` stands before `b`, zero for one and the same. Both are in blocks. */
  compare(a: Instruction, b: Instruction): number {
    if (a.parent !== b.parent) return this.#blockOf(a) - this.#blockOf(b);
    if (a === b) return 0;
    this.#number(a);
    this.#number(b);
    return this.#placeOf(a) - this.#placeOf(b);
  }

  #blockOf({ parent }: Instruction): number {
    return must(this.#blocks.get(parent), "the instruction is in a block of the function");
  }

  #placeOf(inst: Instruction): number {
    return must(this.#places.get(inst), "the instruction has a place");
  }

  /** Gives `inst` and its neighbours without a place one each. */
  #number(inst: Instruction): void {
    if (this.#places.has(inst)) return;
    let first = inst;
    while (first.prev !== null && !this.#places.has(first.prev)) first = first.prev;
    let count = 0;
    let after: Instruction | null = first;
    for (; after !== null && !this.#places.has(after); after = after.next) count++;
    const high = after === null ? null : this.#placeOf(after);
    const low = first.prev === null ? (high ?? 0) - count - 1 : this.#placeOf(first.prev);
    const step = high === null ? 1 : (high - low) / (count + 1);
    if (step >= closest) this.#spread(first, after, low, step);
    else this.#spread(inst.parent?.first ?? null, null, 0, 1);
  }

  #spread(first: Instruction | null, end: Instruction | null, low: number, step: number): void {
    let place = low;
    for (let inst = first; inst !== end && inst !== null; inst = inst.next) {
      place += step;
      this.#places.set(inst, place);
    }
  }
}
