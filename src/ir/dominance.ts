/**
 * Dominance for the verifier, which must not rest on the analyses whose results it checks: Cooper, Harvey and Kennedy, "A
 * simple, fast dominance algorithm" (2001), with the tree numbered so that a question is two comparisons.
 */
import { at, must } from "../support/assert.ts";
import type { BasicBlock } from "./graph.ts";

/** Which block dominates which, in one function. Blocks that the entry does not reach are in no relation. */
export class Dominance {
  private readonly entered = new Map<BasicBlock, number>();
  private readonly left = new Map<BasicBlock, number>();

  /** @param blocks the blocks of a function, the entry first */
  constructor(blocks: readonly BasicBlock[]) {
    const order = reversePostorder(at(blocks, 0));
    this.number(order, immediateDominators(order));
  }

  /** True when the entry reaches `block`. */
  isReachable(block: BasicBlock): boolean {
    return this.entered.has(block);
  }

  /** True when every path from the entry to `b` goes through `a`; both must be reachable, else false. */
  dominates(a: BasicBlock, b: BasicBlock): boolean {
    const [enterA, enterB] = [this.entered.get(a), this.entered.get(b)];
    if (enterA === undefined || enterB === undefined) return false;
    return enterA <= enterB && (this.left.get(b) ?? 0) <= (this.left.get(a) ?? 0);
  }

  /** Numbers the dominator tree in depth-first order. */
  private number(order: readonly BasicBlock[], parents: readonly number[]): void {
    const children = order.map((): number[] => []);
    parents.forEach((parent, i) => {
      if (i > 0) at(children, parent).push(i);
    });
    let clock = 0;
    const stack: { node: number; next: number }[] = [{ node: 0, next: 0 }];
    this.entered.set(at(order, 0), clock++);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = at(children, top.node)[top.next++];
      if (child === undefined) {
        this.left.set(at(order, top.node), clock++);
        stack.pop();
      } else {
        this.entered.set(at(order, child), clock++);
        stack.push({ node: child, next: 0 });
      }
    }
  }
}

function reversePostorder(entry: BasicBlock): BasicBlock[] {
  const seen = new Set([entry]);
  const order: BasicBlock[] = [];
  const stack = [{ block: entry, successors: entry.successors(), next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const to = top.successors[top.next++];
    if (to === undefined) {
      order.push(top.block);
      stack.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      stack.push({ block: to, successors: to.successors(), next: 0 });
    }
  }
  return order.reverse();
}

/** For each block of `order` the index of its immediate dominator; the entry's is itself. */
function immediateDominators(order: readonly BasicBlock[]): number[] {
  const index = new Map(order.map((block, i) => [block, i]));
  const predecessors = order.map((): number[] => []);
  order.forEach((block, i) => {
    for (const to of block.successors()) at(predecessors, must(index.get(to), "reached")).push(i);
  });
  const parents = order.map((_block, i): number => (i === 0 ? 0 : -1));
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < order.length; i++) {
      const known = at(predecessors, i).filter((from) => at(parents, from) >= 0);
      const parent = known.reduce((a, b) => meet(parents, a, b));
      if (parents[i] !== parent) {
        parents[i] = parent;
        changed = true;
      }
    }
  }
  return parents;
}

/** The nearest common ancestor; an ancestor has the smaller index. */
function meet(parents: readonly number[], a: number, b: number): number {
  let [x, y] = [a, b];
  while (x !== y) {
    if (x > y) x = at(parents, x);
    else y = at(parents, y);
  }
  return x;
}
