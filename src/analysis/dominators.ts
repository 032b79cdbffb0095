/**
 * Which blocks and instructions dominate which, answered in constant time by the interval numbers of the tree, and
 * dominance frontiers. Snapshots of a {@link Cfg}: valid until the code changes.
 */
import type { BasicBlock, Instruction } from "../ir/graph.ts";
import { at, invariant } from "../support/assert.ts";
import type { Cfg } from "./cfg.ts";
import { immediateDominators, type FlowGraph } from "./dominance.ts";

/** A tree over node numbers with constant-time ancestor queries. */
class IntervalTree {
  readonly parent: Int32Array;
  readonly children: readonly (readonly number[])[];
  /** The nodes, each before its children. */
  readonly preorder: readonly number[];
  readonly #enter: Int32Array;
  readonly #leave: Int32Array;

  constructor(parent: Int32Array, root: number) {
    this.parent = parent;
    const children: number[][] = Array.from(parent, () => []);
    parent.forEach((above, node) => {
      if (above >= 0) at(children, above).push(node);
    });
    this.children = children;
    this.#enter = new Int32Array(parent.length);
    this.#leave = new Int32Array(parent.length);
    this.preorder = this.#number(root);
  }

  /** True when `above` is `node` or one of its ancestors. */
  contains(above: number, node: number): boolean {
    return (
      at(this.#enter, above) <= at(this.#enter, node) &&
      at(this.#leave, node) <= at(this.#leave, above)
    );
  }

  /** The place of `node` in {@link preorder}. */
  placeOf(node: number): number {
    return at(this.#enter, node);
  }

  #number(root: number): number[] {
    const order: number[] = [];
    // A node goes on the stack twice: as itself to be entered, as its complement to be left.
    const stack = [root];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node < 0) {
        this.#leave[~node] = order.length;
        continue;
      }
      this.#enter[node] = order.length;
      order.push(node);
      stack.push(~node);
      const children = at(this.children, node);
      for (let i = children.length - 1; i >= 0; i--) stack.push(at(children, i));
    }
    return order;
  }
}

/** The dominator tree of the reachable blocks. */
export class DominatorTree {
  readonly cfg: Cfg;
  readonly #tree: IntervalTree;
  readonly #positions = new Map<Instruction, number>();
  readonly #numbered = new Set<BasicBlock>();

  constructor(cfg: Cfg) {
    this.cfg = cfg;
    const graph: FlowGraph = {
      size: cfg.size,
      root: 0,
      successors: (node) => cfg.successors(node),
      predecessors: (node) => cfg.predecessors(node),
    };
    this.#tree = new IntervalTree(immediateDominators(graph), 0);
  }

  /** The number of the immediate dominator of block number `index`, -1 for the entry. */
  idom(index: number): number {
    return at(this.#tree.parent, index);
  }

  /** Numbers of the blocks that block number `index` dominates immediately, ascending. */
  children(index: number): readonly number[] {
    return at(this.#tree.children, index);
  }

  /** All block numbers, each before those it dominates. */
  get preorder(): readonly number[] {
    return this.#tree.preorder;
  }

  /** The place of block number `index` in {@link preorder}. */
  placeOf(index: number): number {
    return this.#tree.placeOf(index);
  }

  /** True when block number `above` dominates block number `below`, or is it. */
  dominatesNumber(above: number, below: number): boolean {
    return this.#tree.contains(above, below);
  }

  /** True when `above` dominates `below`, or is it; both must be reachable. */
  dominatesBlock(above: BasicBlock, below: BasicBlock): boolean {
    return this.#tree.contains(this.cfg.numberOf(above), this.cfg.numberOf(below));
  }

  /** True when `def` runs before `user` on every path to `user`; false for an instruction and itself. */
  dominates(def: Instruction, user: Instruction): boolean {
    const { parent: from } = def;
    const { parent: to } = user;
    invariant(from !== null && to !== null, "both instructions are in blocks");
    if (from !== to) return this.dominatesBlock(from, to);
    return this.#position(def, from) < this.#position(user, to);
  }

  #position(inst: Instruction, block: BasicBlock): number {
    if (!this.#numbered.has(block)) {
      this.#numbered.add(block);
      let index = 0;
      for (const each of block) this.#positions.set(each, index++);
    }
    const position = this.#positions.get(inst);
    invariant(position !== undefined, "the block has not changed since it was numbered");
    return position;
  }
}

/**
 * The postdominator tree: nodes are block numbers and one virtual exit, {@link exit}, that follows every block without
 * successors. From a cycle that is never left, its block of highest number is joined to the exit.
 */
export class PostDominatorTree {
  /** The number of the virtual exit. */
  readonly exit: number;
  readonly #tree: IntervalTree;

  constructor(cfg: Cfg) {
    this.exit = cfg.size;
    const ends = blocksBeforeExit(cfg);
    const isEnd = new Set(ends);
    const graph: FlowGraph = {
      size: cfg.size + 1,
      root: this.exit,
      successors: (node) => (node === this.exit ? ends : cfg.predecessors(node)),
      predecessors: (node) => {
        if (node === this.exit) return [];
        return isEnd.has(node) ? [...cfg.successors(node), this.exit] : cfg.successors(node);
      },
    };
    this.#tree = new IntervalTree(immediateDominators(graph), this.exit);
  }

  /** The number of the immediate postdominator, {@link exit} where only the virtual exit is left. */
  ipdom(index: number): number {
    return at(this.#tree.parent, index);
  }

  /** True when every path from block number `from` to the exit passes block number `through`. */
  postdominatesNumber(through: number, from: number): boolean {
    return this.#tree.contains(through, from);
  }
}

/** Block numbers that are joined to the virtual exit, so that every block reaches it. */
function blocksBeforeExit(cfg: Cfg): number[] {
  const ends: number[] = [];
  const reached = new Uint8Array(cfg.size);
  const reach = (end: number): void => {
    ends.push(end);
    const stack = [end];
    reached[end] = 1;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      for (const pred of cfg.predecessors(node)) {
        if (at(reached, pred) !== 0) continue;
        reached[pred] = 1;
        stack.push(pred);
      }
    }
  };
  for (let node = 0; node < cfg.size; node++) {
    if (cfg.successors(node).length === 0) reach(node);
  }
  for (let node = cfg.size - 1; node >= 0; node--) {
    if (at(reached, node) === 0) reach(node);
  }
  return ends;
}

/**
 * The dominance frontier of every block number (Cooper, Harvey, Kennedy 2001, figure 5): the blocks where its dominance
 * ends. The total size is linear for graphs that programs have.
 */
export function dominanceFrontiers(tree: DominatorTree): readonly (readonly number[])[] {
  const { cfg } = tree;
  const frontiers: number[][] = Array.from({ length: cfg.size }, () => []);
  for (let join = 0; join < cfg.size; join++) {
    const preds = cfg.predecessors(join);
    // The entry may be a loop's header only in malformed code; any other block of one predecessor joins nothing.
    if (preds.length < 2) continue;
    for (const pred of preds) {
      for (let runner = pred; runner !== tree.idom(join); runner = tree.idom(runner)) {
        const frontier = at(frontiers, runner);
        // Joins come in ascending order, so that a repeated one is the last one.
        if (frontier.at(-1) === join) break;
        frontier.push(join);
      }
    }
  }
  return frontiers;
}
