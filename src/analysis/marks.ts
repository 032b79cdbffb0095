/**
 * Memory whose bytes are floats at some times and pointers or integers at others: unions, std::any, arenas, storage that is used again.
 * Where all of it is made by the differentiated functions themselves, what the bytes hold can be told when the program runs, by
 * marks in its shadow, since no adjoint is there before the reverse sweep begins. This says which memory that is; it goes
 * from callers to callees, who see only a part of what is done to the memory that they are given.
 */
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { callEffects } from "./effects.ts";
import type { ContentIndex } from "./contents.ts";
import { reachable } from "./objects/function-objects.ts";
import { type Cell, type MemoryNode, nodeFlags, standing } from "./objects/node.ts";

/** Facts of a node, as bits. */
const facts = {
  /** Bytes of it are used as floats and otherwise. */
  mixed: 1,
  /** It may be memory of the user's, or of code that is not differentiated, whose shadow holds adjoints from the start. */
  foreign: 2,
  /** Some bytes of it are used as floats. */
  floats: 4,
} as const;

/** The facts of what a pointer leads to are in the first bits, those of what is reached from there in the next. */
const deepShift = 3;

/**
 * Which memory has marks: none; that of which bytes are used in different ways; or all that holds floats and something else, so that copies
 * of it need not be understood.
 */
export type MarkUse = "none" | "mixed" | "wide";

/** What a function is to know of marks. */
export interface GivenMarks {
  readonly use: Exclude<MarkUse, "none">;
  /**
   * What its callers know of the memory they give and get: for each parameter, and at the end for the result, the facts of the object and
   * of all that is reached from it. Plain numbers, which can be compared.
   */
  readonly known: readonly number[];
}

/** What is known of a function that users call: all memory is theirs. */
export function marksOfUsers({ args }: Function, use: GivenMarks["use"]): GivenMarks {
  const each = facts.foreign | facts.floats;
  return { use, known: [...args, null].map(() => each | (each << deepShift)) };
}

/** Can what bytes hold be told by marks ("marked"), is it the same always ("plain"), or neither ("unclear")? */
export type MarkState = "plain" | "marked" | "unclear";

/** The facts of one function's memory; valid as long as the object graph is. */
export class Marks {
  private readonly contents: ContentIndex;
  private readonly use: GivenMarks["use"];
  private readonly known = new Map<MemoryNode, number>();
  private readonly fromCallers = new Set<MemoryNode>();
  private readonly below = new Map<MemoryNode, ReadonlySet<MemoryNode>>();

  /**
   * @param fn the function that `contents` is of, `params` those of its parameters that the primal has too; `given` is what its callers say of them
   */
  constructor(contents: ContentIndex, fn: Function, params: readonly Value[], given: GivenMarks) {
    this.contents = contents;
    this.use = given.use;
    const { objects } = contents;
    const nodes = objects.nodes();
    for (const node of nodes) {
      if (contents.isConflicted(node, given.use === "wide")) this.add(node, facts.mixed);
      if (contents.holdsFloats(node)) this.add(node, facts.floats);
    }
    for (const node of reachable(nodes.filter(isForeign))) this.add(node, facts.foreign);
    for (const node of nodes.filter((each) => each.is(nodeFlags.filled))) {
      for (const inner of this.behind(node)) this.add(inner, facts.foreign);
    }
    params.forEach((param, i) => {
      this.take(objects.cellOf(param), given.known[i] ?? 0);
    });
    for (const cell of objects.state.results) this.take(cell, given.known[params.length] ?? 0);
    this.followCopies(fn);
  }

  /** What is known of the object that `pointer` leads to. */
  stateOf(pointer: Value): MarkState {
    const cell = this.contents.objects.cellOf(pointer);
    const flags = cell === null ? 0 : this.of(cell.node);
    if ((flags & facts.mixed) === 0) return "plain";
    return isMixedOwn(flags) ? "marked" : "unclear";
  }

  /** May the object that `pointer` leads to hold floats at any time, by all that is done to it here and elsewhere? */
  mayHoldFloats(pointer: Value): boolean {
    const cell = this.contents.objects.cellOf(pointer);
    return cell === null || (this.of(cell.node) & (facts.floats | facts.foreign)) !== 0;
  }

  /** Is it only callers who say so, of whose accesses nothing is seen here? */
  isGiven(pointer: Value): boolean {
    const cell = this.contents.objects.cellOf(pointer);
    return cell !== null && this.fromCallers.has(standing(cell.node).node);
  }

  /** Is the node one whose bytes marks tell of? */
  isMarked(node: MemoryNode): boolean {
    return isMixedOwn(this.of(node));
  }

  /** What the callee of `call` is to know. */
  givenTo(call: CallInst): GivenMarks {
    const { objects } = this.contents;
    const known = [...call.args, call].map((value) => {
      const cells = objects.cellsOf(value);
      // Of what is not followed nothing is known to be no float.
      if (cells.length === 0) return facts.floats | (facts.floats << deepShift);
      return cells.reduce((all, { node }) => all | this.factsFrom(node), 0);
    });
    return { use: this.use, known };
  }

  /** The facts of a node and of what is reached from it. */
  private factsFrom(node: MemoryNode): number {
    let deep = 0;
    for (const inner of this.behind(node)) deep |= this.of(inner);
    return this.of(node) | (deep << deepShift);
  }

  /** What is copied from memory that only callers know to be mixed is as mixed where it comes to be. */
  private followCopies(fn: Function): void {
    const copies = [...fn.instructions()].flatMap((inst) => {
      const what = inst instanceof CallInst ? callEffects(inst)?.what : undefined;
      if (what !== "copy" && what !== "move") return [];
      const { to, from } = this.contents.copyOf(inst);
      return to === null || from === null ? [] : [{ to, from }];
    });
    for (let before = -1; before !== this.fromCallers.size; ) {
      before = this.fromCallers.size;
      for (const { to, from } of copies) {
        this.followCopy(to, from);
        this.followCopy(from, to);
      }
    }
  }

  private followCopy(here: Cell, there: Cell): void {
    if (!this.fromCallers.has(standing(there.node).node)) return;
    this.add(here.node, facts.mixed | facts.floats);
    this.fromCallers.add(standing(here.node).node);
  }

  private of(node: MemoryNode): number {
    return this.known.get(standing(node).node) ?? 0;
  }

  private add(node: MemoryNode, flags: number): void {
    const { node: now } = standing(node);
    this.known.set(now, this.of(now) | flags);
  }

  private take(cell: Cell | null, given: number): void {
    if (cell === null || given === 0) return;
    const take = (node: MemoryNode, flags: number): void => {
      this.add(node, flags);
      if ((flags & facts.mixed) !== 0) this.fromCallers.add(standing(node).node);
    };
    take(cell.node, given & ((1 << deepShift) - 1));
    for (const inner of this.behind(cell.node)) take(inner, given >> deepShift);
  }

  /** All that is reached by pointers in the node's objects. */
  private behind(node: MemoryNode): ReadonlySet<MemoryNode> {
    const { node: now } = standing(node);
    const found = this.below.get(now) ?? reachable(now.slots.list().map((s) => s.target.node));
    this.below.set(now, found);
    return found;
  }
}

function isMixedOwn(flags: number): boolean {
  return (flags & facts.mixed) !== 0 && (flags & facts.foreign) === 0;
}

/** May others than the differentiated functions keep a pointer to the objects, or may they be reached from variables, which all functions see? */
function isForeign(node: MemoryNode): boolean {
  return node.is(nodeFlags.external | nodeFlags.leaked | nodeFlags.variable);
}
