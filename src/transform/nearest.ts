/** Which of some blocks dominates another most closely, found without walking up the tree. */
import type { DominatorTree } from "../analysis/dominators.ts";
import { at } from "../support/assert.ts";

/** Answers for the given block numbers in logarithmic time mostly. */
export class NearestDominator {
  readonly #tree: DominatorTree;
  /** Each before those that it dominates. */
  readonly #blocks: readonly number[];
  /** By index, the index of the nearest of the blocks that dominates this one; -1 for none. */
  readonly #above: number[] = [];

  constructor(tree: DominatorTree, blocks: Iterable<number>) {
    this.#tree = tree;
    this.#blocks = [...new Set(blocks)].sort((a, b) => tree.placeOf(a) - tree.placeOf(b));
    for (let i = 0; i < this.#blocks.length; i++) {
      this.#above.push(this.#climb(i - 1, at(this.#blocks, i)));
    }
  }

  /** The one that is `block` or dominates it most closely; -1 for none, and for block -1. */
  of(block: number): number {
    if (block < 0) return -1;
    const place = this.#tree.placeOf(block);
    let [low, high] = [0, this.#blocks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#tree.placeOf(at(this.#blocks, middle)) <= place) low = middle + 1;
      else high = middle;
    }
    // The last before `block` lies below each that dominates it.
    const found = this.#climb(low - 1, block);
    return found < 0 ? -1 : at(this.#blocks, found);
  }

  #climb(from: number, block: number): number {
    let index = from;
    while (index >= 0 && !this.#tree.dominatesNumber(at(this.#blocks, index), block)) {
      index = at(this.#above, index);
    }
    return index;
  }
}
