/**
 * The forest of natural loops of a function. A function with an irreducible cycle has none and is refused.
 * Snapshots of a {@link DominatorTree}: valid until an edge changes.
 */
import type { BasicBlock } from "../ir/graph.ts";
import { LocalNames } from "../ir/print/names.ts";
import { at } from "../support/assert.ts";
import { TsadError } from "../support/errors.ts";
import type { Cfg } from "./cfg.ts";
import type { DominatorTree } from "./dominators.ts";

/** A natural loop: every block from which a latch is reached without passing the header. */
export class Loop {
  readonly header: BasicBlock;
  readonly cfg: Cfg;
  /** The loop around this one, null for an outermost loop. */
  parent: Loop | null = null;
  /** The loops directly inside, by ascending header number. */
  readonly children: Loop[] = [];
  /** 1 for an outermost loop. */
  depth = 1;
  /** The blocks in the loop that branch to the header, in reverse post-order. */
  readonly latches: readonly BasicBlock[];
  /** This loop and those inside it are the loops number `index` to `lastIndex` of the forest. */
  index = 0;
  lastIndex = 0;
  readonly #forest: LoopForest;
  #blocks: readonly BasicBlock[] | null = null;

  constructor(forest: LoopForest, header: BasicBlock, latches: readonly BasicBlock[], cfg: Cfg) {
    this.#forest = forest;
    this.header = header;
    this.latches = latches;
    this.cfg = cfg;
  }

  /** All blocks, those of inner loops included, in reverse post-order: the header first. */
  get blocks(): readonly BasicBlock[] {
    this.#blocks ??= this.#forest.blocksOf(this);
    return this.#blocks;
  }

  /** True when the block is in this loop or in one inside it. */
  contains(block: BasicBlock): boolean {
    const inner = this.#forest.loopOf(block);
    return inner !== null && this.index <= inner.index && inner.index <= this.lastIndex;
  }

  /** The only latch, null when there are several. */
  get latch(): BasicBlock | null {
    return this.latches.length === 1 ? at(this.latches, 0) : null;
  }

  /** The reachable blocks outside that branch to the header. */
  entering(): BasicBlock[] {
    const { cfg } = this;
    const preds = cfg.predecessors(cfg.numberOf(this.header)).map((index) => cfg.block(index));
    return preds.filter((block) => !this.contains(block));
  }

  /** The only block outside that branches to the header, when it branches nowhere else; null otherwise. */
  get preheader(): BasicBlock | null {
    const entering = this.entering();
    const only = entering.length === 1 ? at(entering, 0) : null;
    return only !== null && only.successors().length === 1 ? only : null;
  }

  /** The edges that leave the loop, by ascending number of the block they leave from. */
  exitEdges(): { from: BasicBlock; to: BasicBlock }[] {
    const { cfg } = this;
    return this.blocks.flatMap((from) =>
      cfg
        .successors(cfg.numberOf(from))
        .map((index) => ({ from, to: cfg.block(index) }))
        .filter(({ to }) => !this.contains(to)),
    );
  }

  /** The blocks with an edge out of the loop, each once. */
  exiting(): BasicBlock[] {
    return [...new Set(this.exitEdges().map(({ from }) => from))];
  }

  /** The blocks outside that an edge of the loop leads to, each once. */
  exits(): BasicBlock[] {
    return [...new Set(this.exitEdges().map(({ to }) => to))];
  }
}

/** All loops of a function. */
export class LoopForest {
  /** Every loop in depth-first order: an outer one before those inside it. */
  readonly loops: readonly Loop[];
  readonly #cfg: Cfg;
  readonly #innermost = new Map<BasicBlock, Loop>();
  /** By loop index, the numbers of the blocks that are in no loop inside of it. */
  readonly #own: readonly number[][];

  /** @throws TsadError E_IRREDUCIBLE when a cycle can be entered at two blocks */
  constructor(tree: DominatorTree) {
    const { cfg } = tree;
    this.#cfg = cfg;
    const found: Loop[] = [];
    const owner = new Array<Loop | undefined>(cfg.size);
    for (let header = cfg.size - 1; header >= 0; header--) {
      const latches = latchesOf(header, tree);
      if (latches.length === 0) continue;
      const blocks = latches.map((index) => cfg.block(index));
      const loop = new Loop(this, cfg.block(header), blocks, cfg);
      found.push(loop);
      claim(loop, header, latches, owner, cfg);
    }
    this.loops = arrange(found.reverse());
    const own: number[][] = this.loops.map(() => []);
    cfg.order.forEach((block, number) => {
      const innermost = owner[number];
      if (innermost === undefined) return;
      this.#innermost.set(block, innermost);
      at(own, innermost.index).push(number);
    });
    this.#own = own;
  }

  /** The innermost loop that holds the block, null when none does. */
  loopOf(block: BasicBlock): Loop | null {
    return this.#innermost.get(block) ?? null;
  }

  /** How many loops hold the block. */
  depthOf(block: BasicBlock): number {
    return this.loopOf(block)?.depth ?? 0;
  }

  /** The outermost loops. */
  get roots(): readonly Loop[] {
    return this.loops.filter((loop) => loop.parent === null);
  }

  /** Notes that `block`, made after this snapshot, is in the loops that `like` is in. */
  addBlock(block: BasicBlock, like: BasicBlock): void {
    const loop = this.loopOf(like);
    if (loop !== null) this.#innermost.set(block, loop);
  }

  /** The blocks of `loop` in reverse post-order; {@link Loop.blocks} keeps them. */
  blocksOf(loop: Loop): readonly BasicBlock[] {
    const numbers = this.#own.slice(loop.index, loop.lastIndex + 1).flat();
    return numbers.sort((a, b) => a - b).map((number) => this.#cfg.block(number));
  }
}

/** Links loops given by ascending header to their children, and numbers them so that each loop's inner loops follow it. */
function arrange(found: readonly Loop[]): Loop[] {
  for (const loop of found) {
    if (loop.parent === null) continue;
    loop.parent.children.push(loop);
    loop.depth = loop.parent.depth + 1;
  }
  const arranged: Loop[] = [];
  const stack = found.filter((loop) => loop.parent === null).reverse();
  for (let loop = stack.pop(); loop !== undefined; loop = stack.pop()) {
    loop.index = arranged.length;
    arranged.push(loop);
    stack.push(...loop.children.toReversed());
  }
  for (const loop of arranged.toReversed()) {
    loop.lastIndex = loop.children.at(-1)?.lastIndex ?? loop.index;
  }
  return arranged;
}

/**
 * Numbers of the blocks that branch back to `header`. A graph is reducible exactly when the target of each retreating edge
 * dominates its source (Hecht and Ullman 1974).
 */
function latchesOf(header: number, tree: DominatorTree): number[] {
  const { cfg } = tree;
  const retreating = cfg.predecessors(header).filter((pred) => pred >= header);
  for (const pred of retreating) {
    if (!tree.dominatesNumber(header, pred)) throw irreducible(cfg, header, pred);
  }
  return retreating;
}

function irreducible(cfg: Cfg, header: number, pred: number): TsadError {
  const names = new LocalNames(cfg.function);
  const [to, from] = [header, pred].map((index) => names.of(cfg.block(index)));
  const branch = cfg.block(pred).terminator;
  const { module } = cfg.function;
  const isInText = branch !== null && branch.position >= 0;
  return new TsadError("E_IRREDUCIBLE", {
    location: isInText ? module.locate?.(branch.position) : undefined,
    function: cfg.function.name,
    value: to,
    details: {
      blocks: `block ${to ?? "?"}, to which block ${from ?? "?"} goes back, and another`,
    },
  });
}

/**
 * Walks back from the latches and gives every block met, or the outermost loop found so far around it, to `loop`.
 * Each loop is stepped over as a whole, so that the walk is linear in edges times a small factor.
 */
function claim(
  loop: Loop,
  header: number,
  latches: readonly number[],
  owner: (Loop | undefined)[],
  cfg: Cfg,
): void {
  const stack = [...latches];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const found = owner[node];
    if (found === undefined) {
      owner[node] = loop;
      if (node === header) continue;
      for (const pred of cfg.predecessors(node)) stack.push(pred);
      continue;
    }
    const outermost = outermostOf(found);
    if (outermost === loop) continue;
    outermost.parent = loop;
    // The walk goes on from the inner header; its own latches are found to belong to `loop` already.
    for (const pred of cfg.predecessors(cfg.numberOf(outermost.header))) stack.push(pred);
  }
  owner[header] = loop;
}

function outermostOf(loop: Loop): Loop {
  let outer = loop;
  while (outer.parent !== null) outer = outer.parent;
  return outer;
}
