/**
 * Puts one variable with several definitions into SSA form: phis where definitions meet and the variable is still wanted
 * (the iterated dominance frontier of Cytron et al. 1991, pruned by liveness).
 *
 * A variable that starts as a constant, as adjoints do, and is that constant again most of the time would be live from the
 * entry on: thousands of them in thousands of blocks are quadratic. So blocks are followed forwards as well, from where the
 * variable stops being that constant to where it is it again, and whichever walk ends first bounds the other.
 *
 * Where definitions meet in few blocks, as most do, no block is followed at all: the frontier is found without regard to what is
 * wanted, and then only the phis are kept that reads lead to, and that are not that constant on every way.
 */
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree, dominanceFrontiers } from "../analysis/dominators.ts";
import type { Function } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { NearestDominator } from "./nearest.ts";

/** A frontier of more blocks than this is found among those only where the variable is wanted. */
const mostJoins = 256;

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
  /** What a read finds that no definition reaches: the entry defines nothing, or this constant. */
  readonly initial: Value;
  /** True for a definition that makes the variable what it was initially. */
  readonly isReset: (definition: Definition) => boolean;
}

/** Answers which definition reaches a point; until the next variable is built. */
export interface SsaReader {
  atEntry(block: number): Definition;
  atEnd(block: number): Definition;
  /** The phis made, in ascending order of their blocks. */
  readonly phis: readonly PhiInst[];
}

/** Blocks where definitions of a variable meet and it is wanted. */
interface Joins {
  /** Where it needs a phi, ascending. */
  readonly places: readonly number[];
  /** Where it is what it was initially, whatever the way. */
  readonly clean: ReadonlySet<number>;
}

/** The analyses that all variables of one function share; valid while its edges do not change. */
export class SsaBuilder {
  readonly cfg: Cfg;
  readonly tree: DominatorTree;
  readonly #frontiers: readonly (readonly number[])[];
  /** Filled anew for each variable; only what it touched is cleared, so that a variable costs what it spans. */
  readonly #ends: Ends;
  readonly #live: Marks;
  /** The blocks at whose entry the variable may differ from its initial value, where that was found out. */
  readonly #dirty: Marks;

  constructor(fn: Function) {
    this.cfg = new Cfg(fn);
    this.tree = new DominatorTree(this.cfg);
    this.#frontiers = dominanceFrontiers(this.tree);
    this.#ends = new Ends(this.cfg.size);
    this.#live = new Marks(this.cfg.size);
    this.#dirty = new Marks(this.cfg.size);
  }

  /** Inserts the phis of `variable` and fills them. */
  build(variable: SsaVariable): SsaReader {
    const joins = this.#joinsWanted(variable);
    const known = joins === null && this.#markLive(variable);
    const clean = joins?.clean ?? new Set();
    const places = joins?.places ?? this.#phiBlocks(variable, known);
    const phis = new Map<number, PhiInst>();
    for (const index of places) {
      const phi = new PhiInst(variable.type);
      phi.name = variable.name;
      const block = this.cfg.block(index);
      block.insert(phi, block.first);
      phis.set(index, phi);
    }
    this.#ends.clear();
    for (const block of clean) this.#ends.set(block, { value: variable.initial });
    for (const [block, phi] of phis) this.#ends.set(block, { value: phi });
    for (const [block, definition] of variable.definitions) this.#ends.set(block, definition);
    const nearest = known
      ? null
      : new NearestDominator(this.tree, [...variable.definitions.keys(), ...places, ...clean]);
    const dirty = known ? this.#dirty : null;
    const ends = this.#ends;
    const reader = new Reader(this.tree, variable, { phis, ends, clean, dirty, nearest });
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

  /**
   * The blocks of the iterated frontier to which reads lead; null when the frontier is so large that following blocks may be less.
   */
  #joinsWanted(variable: SsaVariable): Joins | null {
    const { definitions, readAtEntry } = variable;
    const joins = new Set<number>();
    const work = new Set(definitions.keys());
    for (const block of work) {
      for (const join of at(this.#frontiers, block)) {
        joins.add(join);
        work.add(join);
      }
      if (joins.size > mostJoins) return null;
    }
    const nearest = new NearestDominator(this.tree, work);
    const wanted = new Set<number>();
    const want = (block: number): void => {
      if (joins.has(block) && !definitions.has(block)) wanted.add(block);
    };
    for (const read of readAtEntry) {
      if (joins.has(read)) wanted.add(read);
      else want(nearest.of(this.tree.idom(read)));
    }
    // The set grows while it is walked.
    for (const join of wanted) {
      for (const pred of this.cfg.predecessors(join)) want(nearest.of(pred));
    }
    return this.#apart(wanted, nearest, variable);
  }

  /** Tells the joins where the variable is on every way what it was initially from those where it may be something else. */
  #apart(wanted: ReadonlySet<number>, nearest: NearestDominator, variable: SsaVariable): Joins {
    const { definitions, isReset } = variable;
    const feeds = new Map<number, number[]>();
    const soiled = new Set<number>();
    for (const join of wanted) {
      for (const pred of this.cfg.predecessors(join)) {
        const source = nearest.of(pred);
        const definition = definitions.get(source);
        if (definition === undefined) feeds.set(source, [...(feeds.get(source) ?? []), join]);
        else if (!isReset(definition)) soiled.add(join);
      }
    }
    // The set grows while it is walked.
    for (const join of soiled) for (const next of feeds.get(join) ?? []) soiled.add(next);
    const places = [...soiled].sort((a, b) => a - b);
    return { places, clean: new Set([...wanted].filter((join) => !soiled.has(join))) };
  }

  /**
   * Marks the blocks where the variable is wanted on entry and, when that walk is the shorter one, those where it may differ from
   * its initial value; live are only such blocks then. True when it did the latter.
   */
  #markLive(variable: SsaVariable): boolean {
    const live = this.#live;
    const dirty = this.#dirty;
    live.clear();
    dirty.clear();
    for (const block of variable.readAtEntry) live.add(block);
    for (const [block, definition] of variable.definitions) {
      if (!variable.isReset(definition)) this.#soil(block);
    }
    for (let next = 0; next < live.list.length; next++) {
      if (next >= dirty.list.length) {
        this.#markLiveInDirty(variable);
        return true;
      }
      this.#wantBefore(at(live.list, next), variable);
      const block = at(dirty.list, next);
      if (!variable.definitions.has(block)) this.#soil(block);
    }
    return false;
  }

  /** Starts again: only dirty blocks are of interest. */
  #markLiveInDirty(variable: SsaVariable): void {
    const live = this.#live;
    live.clear();
    for (const block of variable.readAtEntry) if (this.#dirty.has(block)) live.add(block);
    // The array grows while it is walked.
    for (const block of live.list) this.#wantBefore(block, variable, this.#dirty);
  }

  #wantBefore(block: number, variable: SsaVariable, within: Marks | null = null): void {
    for (const pred of this.cfg.predecessors(block)) {
      if (variable.definitions.has(pred) || within?.has(pred) === false) continue;
      this.#live.add(pred);
    }
  }

  #soil(block: number): void {
    for (const next of this.cfg.successors(block)) this.#dirty.add(next);
  }

  /**
   * The blocks of the iterated frontier of the definitions where the variable is wanted, ascending. With dirty blocks known, a way
   * into them from a block at whose end the variable is what it was initially counts as a definition of that.
   */
  #phiBlocks(variable: SsaVariable, dirtyKnown: boolean): number[] {
    const found = new Set<number>();
    const work = new Set<number>();
    for (const [block, definition] of variable.definitions) {
      if (!dirtyKnown || !variable.isReset(definition)) work.add(block);
    }
    if (dirtyKnown) {
      for (const block of this.#live.list) {
        const preds = this.cfg.predecessors(block);
        if (!preds.some((pred) => this.#isCleanAtEnd(pred, variable))) continue;
        found.add(block);
        work.add(block);
      }
    }
    for (const block of work) {
      for (const join of at(this.#frontiers, block)) {
        if (!this.#live.has(join) || found.has(join)) continue;
        found.add(join);
        work.add(join);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  #isCleanAtEnd(block: number, { definitions, isReset }: SsaVariable): boolean {
    const definition = definitions.get(block);
    return definition === undefined ? !this.#dirty.has(block) : isReset(definition);
  }
}

/** A set of block numbers that is quick to clear. */
class Marks {
  /** The members in the order in which they came; grows while it is walked. */
  readonly list: number[] = [];
  readonly #flags: Uint8Array;

  constructor(size: number) {
    this.#flags = new Uint8Array(size);
  }

  has(block: number): boolean {
    return this.#flags[block] !== 0;
  }

  add(block: number): void {
    if (this.#flags[block] !== 0) return;
    this.#flags[block] = 1;
    this.list.push(block);
  }

  clear(): void {
    for (const block of this.list) this.#flags[block] = 0;
    this.list.length = 0;
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

/** What a reader looks at. */
interface Reading {
  readonly phis: ReadonlyMap<number, PhiInst>;
  readonly ends: Ends;
  /** Where definitions meet and the variable is what it was initially. */
  readonly clean: ReadonlySet<number>;
  /** Where the variable may differ from its initial value, if that is known. */
  readonly dirty: Marks | null;
  /** Of the blocks that have an end; null where dirty blocks bound the way up. */
  readonly nearest: NearestDominator | null;
}

/** Finds the nearest definition up the dominator tree. */
class Reader implements SsaReader {
  readonly #tree: DominatorTree;
  readonly #initial: Definition;
  readonly #reading: Reading;

  constructor(tree: DominatorTree, variable: SsaVariable, reading: Reading) {
    this.#tree = tree;
    this.#initial = { value: variable.initial };
    this.#reading = reading;
  }

  get phis(): readonly PhiInst[] {
    return [...this.#reading.phis.values()];
  }

  atEntry(block: number): Definition {
    const phi = this.#reading.phis.get(block);
    if (phi !== undefined) return { value: phi };
    if (this.#reading.clean.has(block)) return this.#initial;
    const above = this.#above(block);
    return above < 0 ? this.#initial : this.atEnd(above);
  }

  atEnd(block: number): Definition {
    const { ends, nearest } = this.#reading;
    if (nearest === null) return this.#walk(block);
    const found = nearest.of(block);
    return found < 0 ? this.#initial : must(ends.get(found), "the block defines the variable");
  }

  /** Remembers the answer for every block on the way. */
  #walk(block: number): Definition {
    const { ends } = this.#reading;
    const path: number[] = [];
    let found = ends.get(block);
    for (let node = block; found === undefined; found = ends.get(node)) {
      path.push(node);
      node = this.#above(node);
      if (node < 0) {
        found = this.#initial;
        break;
      }
    }
    for (const node of path) ends.set(node, must(found, "the walk ends at a definition"));
    return found;
  }

  /** The block at whose end the variable is what it is at the entry of `block`; -1 where it is what it was initially. */
  #above(block: number): number {
    return this.#reading.dirty?.has(block) === false ? -1 : this.#tree.idom(block);
  }
}
