/**
 * Stores that can be undone. What a store overwrites is kept, and the reverse sweep puts it back where it comes to the store, so that before it
 * memory is as it was, and what was loaded then may be loaded again. One value that is overwritten takes the place of all that were
 * loaded before (A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, section 5.3, on overwrites).
 */
import { callEffects } from "../analysis/effects.ts";
import { isOwn, type Root } from "../analysis/memory.ts";
import type { BasicBlock, Instruction } from "../ir/graph.ts";
import { CallInst, type LoadInst, StoreInst } from "../ir/instructions.ts";
import { isFloating, type Type } from "../ir/types.ts";
import { usersOf } from "../ir/users.ts";
import type { Context } from "./context.ts";
import { isMarked } from "./marked.ts";
import { follows, type Reloads, writtenBy } from "./reload.ts";

/** Of memory that more instructions write than this nothing is undone: each load would have to be compared with all. */
const mostWrites = 64;

/** Answers for one function which stores a load needs undone; made before the forward sweep is changed. */
export class Undo {
  private readonly context: Context;
  private readonly reloads: Reloads;
  private readonly hasReverse: (block: BasicBlock) => boolean;
  private readonly writes = new Map<Root, Instruction[]>();
  private readonly freed = new Set<Root>();
  /** What is put back at the end is of one type, so that the order of all of it is known. */
  private readonly loggedType: Type | null;
  private readonly undoable = new Map<StoreInst, boolean>();
  private readonly answers = new Map<LoadInst, readonly StoreInst[] | null>();

  constructor(context: Context, reloads: Reloads, hasReverse: (block: BasicBlock) => boolean) {
    this.context = context;
    this.reloads = reloads;
    this.hasReverse = hasReverse;
    // Callers of a part, and what is called, may look at memory between the sweeps.
    if (context.part === null && !context.pairs.some) this.noteWrites();
    this.loggedType = this.usualType();
  }

  /** The stores that must be undone so that the load gives the same again in the reverse sweep; null where that is not enough. */
  clobbersOf(load: LoadInst): readonly StoreInst[] | null {
    let answer = this.answers.get(load);
    if (answer === undefined) {
      answer = this.decide(load);
      this.answers.set(load, answer);
    }
    return answer;
  }

  /** Does the caller see what the store leaves in memory, so that it must be there again at the end? */
  isSeen(store: StoreInst): boolean {
    return [...this.context.memory.rootsOf(store.pointer)].some((root) => this.isRootSeen(root));
  }

  private decide(load: LoadInst): readonly StoreInst[] | null {
    const place = this.reloads.placeOf(load);
    if (this.writes.size === 0 || place === undefined || !this.reloads.isWatched(load)) return null;
    const inLoop = this.reloads.isInLoop(load);
    const found = new Set<StoreInst>();
    for (const write of this.writesTo(load)) {
      const last = this.reloads.placeOf(write);
      if (last !== undefined && !follows(last, place, inLoop)) continue;
      if (!(write instanceof StoreInst) || !this.isUndoable(write)) return null;
      if (this.comesBetween(load, write)) return null;
      found.add(write);
      if (found.size > mostWrites) return null;
    }
    return [...found];
  }

  private *writesTo(load: LoadInst): Generator<Instruction> {
    const { memory } = this.context;
    for (const root of memory.rootsOf(load.pointer)) {
      for (const [written, writes] of this.writes) {
        if (memory.rootsAlias(root, written)) yield* writes;
      }
    }
  }

  private noteWrites(): void {
    const { context } = this;
    for (const block of context.cfg.order) {
      for (const inst of block) {
        this.noteFree(inst);
        const roots = writtenBy(inst, context);
        // Nothing can be loaded again then, as the reloads know.
        if (roots === "anything") continue;
        for (const root of roots) {
          const known = this.writes.get(root);
          if (known === undefined) this.writes.set(root, [inst]);
          else known.push(inst);
        }
      }
    }
  }

  private noteFree(inst: Instruction): void {
    const { deferred, memory } = this.context;
    if (!(inst instanceof CallInst) || deferred.has(inst)) return;
    if (callEffects(inst)?.what !== "free") return;
    for (const arg of inst.args) {
      if (arg.type.kind === "pointer") for (const root of memory.rootsOf(arg)) this.freed.add(root);
    }
  }

  /** The commonest type among the stores whose results the caller sees. */
  private usualType(): Type | null {
    const counts = new Map<Type, number>();
    for (const [root, writes] of this.writes) {
      if (!this.isRootSeen(root)) continue;
      for (const inst of writes) {
        if (!(inst instanceof StoreInst) || !isFloating(inst.value.type)) continue;
        counts.set(inst.value.type, (counts.get(inst.value.type) ?? 0) + 1);
      }
    }
    const [first] = [...counts].sort(([, a], [, b]) => b - a);
    return first?.[0] ?? null;
  }

  private isUndoable(store: StoreInst): boolean {
    let answer = this.undoable.get(store);
    if (answer === undefined) {
      answer = this.canUndo(store);
      this.undoable.set(store, answer);
    }
    return answer;
  }

  private canUndo(store: StoreInst): boolean {
    const { context } = this;
    const { type } = store.value;
    const { type: place } = store.pointer;
    if (store.isVolatile || store.isAtomic || !isFloating(type)) return false;
    if (place.kind !== "pointer" || place.space !== 0) return false;
    if (context.services.layout.isScalable(type) || isMarked(store.pointer, context)) return false;
    if (store.parent === null || !this.hasReverse(store.parent)) return false;
    if (this.isSeen(store) && type !== this.loggedType) return false;
    return [...context.memory.rootsOf(store.pointer)].every((root) => this.isPlain(root));
  }

  /** Is it memory that is there until the end, and that nobody else changes? */
  private isPlain(root: Root): boolean {
    if (root.kind === "unknown" || root.kind === "text" || root.kind === "handed") return false;
    return ![...this.freed].some((other) => this.context.memory.rootsAlias(root, other));
  }

  private isRootSeen(root: Root): boolean {
    const { memory, spec, params } = this.context;
    if (isOwn(root)) return memory.escapes(root);
    const index = params.primal.findIndex((arg) => arg === root.value);
    return root.kind !== "argument" || spec.params[index] !== "dupnoneed";
  }

  /**
   * May the store run after the load and before the iteration ends in which the reverse sweep asks for what was loaded? Then it is not yet undone when
   * that is asked for, but where both are in one block, whose reverse loads before it uses.
   */
  private comesBetween(load: LoadInst, store: StoreInst): boolean {
    const { forest, cfg } = this.context;
    const [from, to] = [load.parent, store.parent];
    if (from === null || to === null) return true;
    const loop = forest.loopOf(from);
    if (loop !== null && !loop.contains(to)) return false;
    if (from === to) {
      const [first, last] = [this.reloads.placeOf(load), this.reloads.placeOf(store)];
      if (first === undefined || last === undefined) return true;
      return last.position > first.position && !staysInBlock(load);
    }
    let inner = forest.loopOf(to);
    while (inner !== null && inner !== loop && inner.parent !== loop) inner = inner.parent;
    const node = inner === null || inner === loop ? to : inner.header;
    return cfg.numberOf(node) > cfg.numberOf(from);
  }
}

/** Is all that is computed from the load floats in its block, so that no address and no way depends on it? */
function staysInBlock(load: LoadInst): boolean {
  const seen = new Set<Instruction>([load]);
  for (const value of seen) {
    if (!isFloating(value.type)) return false;
    for (const user of usersOf(value)) {
      if (user.isDebugRecord) continue;
      if (user.parent !== load.parent || user.isTerminator || user.opcode === "phi") return false;
      if (user.type.kind !== "void") seen.add(user);
    }
  }
  return true;
}
