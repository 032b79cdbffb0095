/**
 * The control flow graph of a function as it is now: reachable blocks numbered in reverse post-order, each with its
 * predecessors and successors once. A snapshot: make a new one when an edge has changed.
 */
import type { BasicBlock, Function } from "../ir/graph.ts";
import { at, must } from "../support/assert.ts";

/** Blocks by number: number 0 is the entry, and a block comes after every predecessor but for retreating edges. */
export class Cfg {
  readonly function: Function;
  /** The reachable blocks in reverse post-order. */
  readonly order: readonly BasicBlock[];
  readonly #numbers = new Map<BasicBlock, number>();
  readonly #successors: number[][] = [];
  readonly #predecessors: number[][];

  /** Takes the snapshot of `fn`, which must have a body. */
  constructor(fn: Function) {
    this.function = fn;
    this.order = reversePostOrder(fn.entry);
    this.order.forEach((block, index) => this.#numbers.set(block, index));
    this.#predecessors = this.order.map(() => []);
    this.order.forEach((block, index) => {
      const targets = new Set(block.successors().map((next) => this.numberOf(next)));
      this.#successors.push([...targets]);
      for (const target of targets) at(this.#predecessors, target).push(index);
    });
  }

  /** How many blocks are reachable. */
  get size(): number {
    return this.order.length;
  }

  /** The block of that number. */
  block(index: number): BasicBlock {
    return at(this.order, index);
  }

  /** The number of a block; throws for an unreachable one. */
  numberOf(block: BasicBlock): number {
    return must(this.#numbers.get(block), "the block is reachable");
  }

  /** True when control can come to `block` from the entry. */
  isReachable(block: BasicBlock): boolean {
    return this.#numbers.has(block);
  }

  /** Numbers of the blocks that control may go to next, each once, in operand order. */
  successors(index: number): readonly number[] {
    return at(this.#successors, index);
  }

  /** Numbers of the reachable blocks that branch here, each once, ascending. */
  predecessors(index: number): readonly number[] {
    return at(this.#predecessors, index);
  }
}

/** Depth-first from `entry` with an own stack, so that a deep graph does not exhaust JavaScript's. */
function reversePostOrder(entry: BasicBlock): BasicBlock[] {
  const seen = new Set<BasicBlock>([entry]);
  const stack: { block: BasicBlock; next: BasicBlock[] }[] = [
    { block: entry, next: entry.successors() },
  ];
  const postOrder: BasicBlock[] = [];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const target = top.next.pop();
    if (target === undefined) {
      postOrder.push(top.block);
      stack.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      stack.push({ block: target, next: target.successors() });
    }
  }
  return postOrder.reverse();
}
