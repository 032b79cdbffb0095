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
  readonly #successors: (readonly number[])[] = [];
  readonly #predecessors: number[][];

  /** Takes the snapshot of `fn`, which must have a body. */
  constructor(fn: Function) {
    this.function = fn;
    const found = reversePostOrder(fn.entry);
    this.order = found.map(({ block }) => block);
    this.order.forEach((block, index) => this.#numbers.set(block, index));
    this.#predecessors = this.order.map(() => []);
    found.forEach(({ next }, index) => {
      const targets = distinct(next.map((block) => this.numberOf(block)));
      this.#successors.push(targets);
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

/** `numbers` without repetitions. Nearly every block has two successors at most, and a set for each would cost most of the time. */
function distinct(numbers: readonly number[]): readonly number[] {
  if (numbers.length < 2 || (numbers.length === 2 && numbers[0] !== numbers[1])) return numbers;
  return [...new Set(numbers)];
}

/** A block and its successors. */
interface Node {
  readonly block: BasicBlock;
  readonly next: readonly BasicBlock[];
  /** How many of `next`, from the last on, are still to be visited. */
  left: number;
}

/** Depth-first from `entry` with an own stack, so that a deep graph does not exhaust JavaScript's. */
function reversePostOrder(entry: BasicBlock): Node[] {
  const seen = new Set<BasicBlock>();
  const stack: Node[] = [];
  const enter = (block: BasicBlock): void => {
    seen.add(block);
    const next = block.successors();
    stack.push({ block, next, left: next.length });
  };
  enter(entry);
  const postOrder: Node[] = [];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.left === 0) {
      postOrder.push(top);
      stack.pop();
      continue;
    }
    top.left--;
    const target = at(top.next, top.left);
    if (!seen.has(target)) enter(target);
  }
  return postOrder.reverse();
}
