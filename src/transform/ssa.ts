/**
 * Puts one variable with several definitions into SSA form: phis where definitions meet and the variable is still wanted
 * (the iterated dominance frontier of Cytron et al. 1991, pruned by liveness).
 */
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree, dominanceFrontiers } from "../analysis/dominators.ts";
import type { Function } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";

/**
 * Where a definition of the variable is. It is asked for its value only when the value is needed, because replacing other
 * variables meanwhile may change it.
 */
export interface Definition {
  readonly value: Value;
}

/** One variable to be put into SSA form. */
export interface SsaVariable {
  readonly type: Type;
  /** A hint for the phis' names. */
  readonly name: string | null;
  /** By block number, what the variable holds at the end of the block. */
  readonly definitions: ReadonlyMap<number, Definition>;
  /** Numbers of the blocks where the variable is read before the block defines it. */
  readonly readAtEntry: Iterable<number>;
  /** What a read finds that no definition reaches. */
  readonly undefined: Value;
}

/** Answers which definition reaches a point; until the next variable is built. */
export interface SsaReader {
  atEntry(block: number): Definition;
  atEnd(block: number): Definition;
  /** The phis made, in ascending order of their blocks. */
  readonly phis: readonly PhiInst[];
}

/** The analyses that all variables of one function share; valid while its edges do not change. */
export class SsaBuilder {
  readonly cfg: Cfg;
  readonly tree: DominatorTree;
  readonly #frontiers: readonly (readonly number[])[];
  /** Filled anew for each variable; only what it touched is cleared, so that a variable costs what it spans. */
  readonly #ends: Ends;
  readonly #live: Uint8Array;

  constructor(fn: Function) {
    this.cfg = new Cfg(fn);
    this.tree = new DominatorTree(this.cfg);
    this.#frontiers = dominanceFrontiers(this.tree);
    this.#ends = new Ends(this.cfg.size);
    this.#live = new Uint8Array(this.cfg.size);
  }

  /** Inserts the phis of `variable` and fills them. */
  build(variable: SsaVariable): SsaReader {
    const marked = this.#markLive(variable);
    const places = this.#phiBlocks(variable);
    for (const block of marked) this.#live[block] = 0;
    const phis = new Map<number, PhiInst>();
    for (const index of places) {
      const phi = new PhiInst(variable.type);
      phi.name = variable.name;
      const block = this.cfg.block(index);
      block.insert(phi, block.first);
      phis.set(index, phi);
    }
    this.#ends.clear();
    for (const [block, phi] of phis) this.#ends.set(block, { value: phi });
    for (const [block, definition] of variable.definitions) this.#ends.set(block, definition);
    const reader = new Reader(this.tree, variable, phis, this.#ends);
    for (const phi of phis.values()) this.fill(phi, reader);
    return reader;
  }

  /** Gives an empty phi a pair for each edge into its block: what the variable holds at the end of where it comes from. */
  fill(phi: PhiInst, reader: SsaReader): void {
    const index = this.cfg.numberOf(must(phi.parent, "the phi is in a block"));
    for (const pred of this.cfg.predecessors(index)) {
      const block = this.cfg.block(pred);
      const { value } = reader.atEnd(pred);
      // A switch may branch here more than once, and each edge has its pair.
      const edges = block.successors().filter((next) => next === phi.parent).length;
      for (let i = 0; i < edges; i++) phi.addIncoming(value, block);
    }
  }

  /** Marks the blocks where the variable is wanted on entry, and returns them. */
  #markLive(variable: SsaVariable): readonly number[] {
    const live = this.#live;
    const marked: number[] = [];
    const mark = (block: number): void => {
      if (live[block] !== 0) return;
      live[block] = 1;
      marked.push(block);
    };
    for (const block of variable.readAtEntry) mark(block);
    // The array grows while it is walked.
    for (const block of marked) {
      for (const pred of this.cfg.predecessors(block)) {
        if (!variable.definitions.has(pred)) mark(pred);
      }
    }
    return marked;
  }

  /** The blocks of the iterated frontier of the definitions where the variable is wanted, ascending. */
  #phiBlocks(variable: SsaVariable): number[] {
    const found = new Set<number>();
    const work = new Set<number>(variable.definitions.keys());
    for (const block of work) {
      for (const join of at(this.#frontiers, block)) {
        if (this.#live[join] === 0 || found.has(join)) continue;
        found.add(join);
        work.add(join);
      }
    }
    return [...found].sort((a, b) => a - b);
  }
}

/** What the variable is known to hold at the end of blocks. */
class Ends {
  readonly #definitions: (Definition | undefined)[];
  readonly #touched: number[] = [];

  constructor(size: number) {
    this.#definitions = new Array<Definition | undefined>(size).fill(undefined);
  }

  get(block: number): Definition | undefined {
    return this.#definitions[block];
  }

  set(block: number, definition: Definition): void {
    this.#definitions[block] = definition;
    this.#touched.push(block);
  }

  clear(): void {
    for (const block of this.#touched) this.#definitions[block] = undefined;
    this.#touched.length = 0;
  }
}

/** Walks up the dominator tree to the nearest definition, and remembers the answer for every block on the way. */
class Reader implements SsaReader {
  readonly #tree: DominatorTree;
  readonly #undefined: Definition;
  readonly #phis: ReadonlyMap<number, PhiInst>;
  readonly #ends: Ends;

  constructor(
    tree: DominatorTree,
    variable: SsaVariable,
    phis: ReadonlyMap<number, PhiInst>,
    ends: Ends,
  ) {
    this.#tree = tree;
    this.#undefined = { value: variable.undefined };
    this.#phis = phis;
    this.#ends = ends;
  }

  get phis(): readonly PhiInst[] {
    return [...this.#phis.values()];
  }

  atEntry(block: number): Definition {
    const phi = this.#phis.get(block);
    if (phi !== undefined) return { value: phi };
    const above = this.#tree.idom(block);
    return above < 0 ? this.#undefined : this.atEnd(above);
  }

  atEnd(block: number): Definition {
    const path: number[] = [];
    let found = this.#ends.get(block);
    for (let node = block; found === undefined; found = this.#ends.get(node)) {
      path.push(node);
      node = this.#tree.idom(node);
      if (node < 0) {
        found = this.#undefined;
        break;
      }
    }
    for (const node of path) this.#ends.set(node, must(found, "the walk ends at a definition"));
    return found;
  }
}
