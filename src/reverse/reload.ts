/**
 * May a load be done again in the reverse sweep and give the same value? It may when nothing that can run after it writes memory it
 * may read. Order is judged on the graph with each outermost loop taken as one node, where it is a partial order.
 */
import { calledFunction, callEffects } from "../analysis/effects.ts";
import { isOwn, type Root, type Roots } from "../analysis/memory.ts";
import { memoryEffects } from "../ir/attributes.ts";
import { GlobalVariable, type Instruction } from "../ir/graph.ts";
import { CallInst, type LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { isBarrier, isSynchronised } from "./derive-barrier.ts";
import { Later } from "./later/later.ts";
import { isPrivate } from "./private-memory.ts";

/** A place in the contracted order: the number of the block or of its outermost loop, then the position in the text. */
export interface Place {
  readonly order: number;
  readonly position: number;
}

/** May what is at `last` run after what is at `place`, which is in a loop or not? */
export function follows(last: Place, place: Place, inLoop: boolean): boolean {
  if (last.order !== place.order) return last.order > place.order;
  return inLoop || last.position > place.position;
}

/** Of memory that more instructions write than this each load would have to be compared with all. */
export const mostWrites = 64;

/** Is it an exception of the function's own? The runtime frees it when it has been handled. */
function isException({ value }: Root): boolean {
  return value instanceof CallInst && calledFunction(value)?.name === "__cxa_allocate_exception";
}

/** Answers the question for the loads of one function; made before the forward sweep is changed. */
export class Reloads {
  private readonly context: Context;
  private readonly later: Later;
  private readonly isRestored: (load: LoadInst) => boolean;
  /** What writes to each object. */
  readonly writes: ReadonlyMap<Root, readonly Instruction[]>;
  /** The last write to each root. */
  private readonly lastWrite = new Map<Root, Place>();
  private readonly places = new Map<Instruction, Place>();
  private readonly answers = new Map<LoadInst, boolean>();
  /** An exception that a callee threw may be among what is loaded from. */
  private readonly handlesExceptions: boolean;
  /** True when some instruction may write anything at all. */
  private anythingWritten = false;

  /**
   * @param isRestored is memory, when the reverse sweep comes to the load, not what the forward sweep left there but what it was when an
   * iteration began? Then all of an object counts as written where some of it is.
   */
  constructor(context: Context, isRestored: (load: LoadInst) => boolean = () => false) {
    this.context = context;
    this.later = new Later(context);
    this.isRestored = isRestored;
    this.handlesExceptions = context.cfg.order.some((b) => b.firstNonPhi?.opcode === "landingpad");
    let position = 0;
    const writes = new Map<Root, Instruction[]>();
    this.writes = writes;
    for (const block of context.cfg.order) {
      const order = this.orderOf(block);
      for (const inst of block) this.note(inst, { order, position: position++ }, writes);
    }
  }

  /** True when doing `load` again later gives the value it gave. */
  unchanged(load: LoadInst): boolean {
    let answer = this.answers.get(load);
    if (answer === undefined) {
      answer = this.decide(load, (write) => this.mayOverwrite(write, load));
      this.answers.set(load, answer);
    }
    return answer;
  }

  /** As {@link unchanged}, and no object that it may load from is written to afterwards at any place. */
  untouched(load: LoadInst): boolean {
    return this.decide(load, () => true);
  }

  /** May the write, which comes after the load or is in a loop with it, change what has been loaded? */
  mayOverwrite(write: Instruction, load: LoadInst): boolean {
    if (this.isRestored(load) || this.mayBeOthers(load)) return true;
    return !this.later.isApart(load, write);
  }

  /** May the write be another thread's, who is in another place of memory and of loops? */
  private mayBeOthers(load: LoadInst): boolean {
    return isSynchronised(this.context) && !isPrivate(load.pointer, this.context);
  }

  private decide(load: LoadInst, mayOverwrite: (write: Instruction) => boolean): boolean {
    const place = this.places.get(load);
    if (place === undefined || !this.isWatched(load)) return false;
    const { memory } = this.context;
    const inLoop = this.isInLoop(load);
    for (const root of memory.rootsOf(load.pointer)) {
      for (const [written, last] of this.lastWrite) {
        if (!follows(last, place, inLoop) || !memory.rootsAlias(root, written)) continue;
        const writes = this.writes.get(written) ?? [];
        if (writes.length > mostWrites) return false;
        const isChanged = writes.some((write) => {
          const at = this.places.get(write);
          return (at === undefined || follows(at, place, inLoop)) && mayOverwrite(write);
        });
        if (isChanged) return false;
      }
    }
    return true;
  }

  /** Is every write to what it loads from an instruction of the function that is known to write there? */
  isWatched(load: LoadInst): boolean {
    return !load.isVolatile && !load.isAtomic && this.isWatchedAt(load.pointer);
  }

  /** The same of what is read through a pointer. */
  isWatchedAt(pointer: Value): boolean {
    if (this.anythingWritten) return false;
    const roots = [...this.context.memory.rootsOf(pointer)];
    // What no object of the function holds is an exception of a library, which goes when it has been handled.
    if (roots.length === 0 || roots.some((root) => this.mayBeException(root))) return false;
    // Of the memory that a library function gave, such as errno, not every write is known.
    return !roots.some(
      (root) => root.kind === "unknown" || root.kind === "text" || this.mayChangeOutside(root),
    );
  }

  /** Where the object is written last. */
  lastWriteTo(root: Root): Place | undefined {
    return this.lastWrite.get(root);
  }

  /** Where an instruction of the function is in the contracted order. */
  placeOf(inst: Instruction): Place | undefined {
    return this.places.get(inst);
  }

  /** Is the instruction in a loop, so that what is before it may run after it? */
  isInLoop({ parent }: Instruction): boolean {
    return parent !== null && this.context.forest.loopOf(parent) !== null;
  }

  private mayBeException(root: Root): boolean {
    return isException(root) || (root.kind === "handed" && this.handlesExceptions);
  }

  /** Between the sweeps of a part its callers run on, and write to memory that they see. */
  private mayChangeOutside(root: Root): boolean {
    const { part, memory } = this.context;
    if (part === null) return false;
    if (isOwn(root)) return memory.escapes(root);
    return !(
      root.value instanceof GlobalVariable &&
      root.kind === "global" &&
      root.value.isConstant
    );
  }

  private note(inst: Instruction, place: Place, all: Map<Root, Instruction[]>): void {
    this.places.set(inst, place);
    const roots = writtenBy(inst, this.context);
    if (roots === "anything") this.anythingWritten = true;
    else {
      for (const root of roots) {
        const writes = all.get(root);
        if (writes === undefined) all.set(root, [inst]);
        else writes.push(inst);
        const known = this.lastWrite.get(root);
        if (known === undefined || place.order >= known.order) this.lastWrite.set(root, place);
      }
    }
  }

  private orderOf(block: Context["exit"]): number {
    let loop = this.context.forest.loopOf(block);
    while (loop !== null && loop.parent !== null) loop = loop.parent;
    return this.context.cfg.numberOf(loop?.header ?? block);
  }
}

const none: Roots = new Set();

/** What it takes to say what an instruction writes. */
export type MemoryFacts = Pick<Context, "memory" | "services" | "deferred">;

/** The memory an instruction may write. */
export function writtenBy(
  inst: Instruction,
  { memory, services, deferred }: MemoryFacts,
): Roots | "anything" {
  if (inst instanceof StoreInst) return memory.rootsOf(inst.pointer);
  if (inst instanceof CallInst) {
    const effects = callEffects(inst);
    if (effects === undefined) {
      const { argmem, other } = memoryEffects(inst, services);
      return [argmem, other].every((access) => !access.includes("write")) ? none : "anything";
    }
    if (deferred.has(inst)) return none;
    if (effects.deep === true) return "anything";
    return new Set(effects.writes.flatMap((i) => [...memory.rootsOf(inst.operand(i))]));
  }
  // What other threads write between barriers is among what the function writes.
  if (isBarrier(inst, { services })) return none;
  return ["atomicrmw", "cmpxchg", "fence", "va_arg"].includes(inst.opcode) ? "anything" : none;
}
