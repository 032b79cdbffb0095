/**
 * An order of a function's blocks in which loops come before what follows them: lanes of a warp that parted wait for those that are
 * further back, so that they meet again where the paths join. (A weak topological order, as in Bourdoncle, "Efficient chaotic
 * iteration strategies with widenings", 1993; control flow of any shape has one.)
 */
import type { BasicBlock, Function } from "../../ir/graph.ts";

/** The blocks of `fn`: those that can be reached in the order described, then the others. */
export function placeOrder(fn: Function): BasicBlock[] {
  const order = new Order();
  const found = order.from(fn.entry);
  const reached = new Set(found);
  return [...found, ...fn.blocks.filter((block) => !reached.has(block))];
}

class Order {
  /** When a block was first seen; infinite once it has its place, absent before. */
  readonly #seen = new Map<BasicBlock, number>();
  readonly #stack: BasicBlock[] = [];
  #count = 0;

  /** The blocks that lead from `entry`, last first while it is being built. */
  from(entry: BasicBlock): BasicBlock[] {
    const placed: BasicBlock[] = [];
    this.#visit(entry, placed);
    return placed.reverse();
  }

  /** Appends the blocks that are reached from `block` to `placed`, in reverse; gives the earliest block that leads back to it. */
  #visit(block: BasicBlock, placed: BasicBlock[]): number {
    this.#stack.push(block);
    const own = ++this.#count;
    this.#seen.set(block, own);
    let head = own;
    let isLoop = false;
    for (const next of block.successors()) {
      const earliest = this.#seen.get(next) ?? this.#visit(next, placed);
      if (earliest > head) continue;
      head = earliest;
      isLoop = true;
    }
    if (head === own) this.#close(block, isLoop, placed);
    return head;
  }

  /** Gives a block its place, and before it those of its loop, which are gone through once more without the way back. */
  #close(block: BasicBlock, isLoop: boolean, placed: BasicBlock[]): void {
    this.#seen.set(block, Number.POSITIVE_INFINITY);
    for (let top = this.#stack.pop(); top !== block && top !== undefined; top = this.#stack.pop()) {
      this.#seen.delete(top);
    }
    if (isLoop) {
      const inner: BasicBlock[] = [];
      for (const next of block.successors()) if (!this.#seen.has(next)) this.#visit(next, inner);
      placed.push(...inner);
    }
    placed.push(block);
  }
}
