/**
 * Stores that can be undone. What a store overwrites is kept, and the reverse sweep puts it back where it comes to the store, so that before it
 * memory is as it was, and what was loaded then may be loaded again. One value that is overwritten takes the place of all that were
 * loaded before (A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, section 5.3, on overwrites).
 */
import { callEffects } from "../analysis/effects.ts";
import { isOwn, type Root } from "../analysis/memory.ts";
import { integerOf } from "../ir/constants.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { CallInst, type LoadInst, StoreInst } from "../ir/instructions.ts";
import { isFloating, type Type } from "../ir/types.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { isMarked } from "./marked.ts";
import { targetOf as targetOfModule } from "./target.ts";
import { follows, mostWrites, type Reloads } from "./reload.ts";

/** What can be undone: a store, and a call of memcpy, memmove or memset. */
export type Write = StoreInst | CallInst;

/** Is it a store, or a call of one of those? */
export function isWrite(value: Value): value is Write {
  return value instanceof StoreInst || (value instanceof CallInst && lengthOf(value) !== null);
}

/** Where it writes. */
export function targetOf(write: Write): Value {
  return write instanceof StoreInst ? write.pointer : write.operand(0);
}

/** How many bytes such a call writes; null for another, for one that is volatile, and for a store. */
export function lengthOf(write: Write): Value | null {
  if (!(write instanceof CallInst) || write.opcode !== "call") return null;
  if (!/^llvm\.mem(cpy|move|set)\.p/.test(write.callee.name ?? "")) return null;
  return integerOf(write.operand(3)) === 0n ? write.operand(2) : null;
}

/** What has to be known to undo it: where it writes, and how much. */
export function placeOf(write: Write): readonly Value[] {
  const length = lengthOf(write);
  return length === null ? [targetOf(write)] : [targetOf(write), length];
}

/** Answers for one function which stores a load needs undone; made before the forward sweep is changed. */
export class Undo {
  private readonly context: Context;
  private readonly reloads: Reloads;
  private readonly hasReverse: (block: BasicBlock) => boolean;
  private readonly writes: Reloads["writes"];
  private readonly freed = new Set<Root>();
  /** What is put back at the end is of one type, so that the order of all of it is known. */
  readonly loggedType: Type | null;
  private readonly undoable = new Map<Write, boolean>();
  private readonly answers = new Map<LoadInst, readonly Write[] | null>();

  constructor(context: Context, reloads: Reloads, hasReverse: (block: BasicBlock) => boolean) {
    this.context = context;
    this.reloads = reloads;
    this.hasReverse = hasReverse;
    // Callers of a part, and what is called, may look at memory between the sweeps; and what is undone is noted in memory of its own.
    const isAlone = context.part === null && !context.pairs.some;
    const hasMemory = targetOfModule(context.services) === null;
    this.writes = isAlone && hasMemory ? reloads.writes : new Map();
    for (const block of context.cfg.order) for (const inst of block) this.noteFree(inst);
    this.loggedType = this.usualType();
  }

  /** The stores that must be undone so that the load gives the same again in the reverse sweep; null where that is not enough. */
  clobbersOf(load: LoadInst): readonly Write[] | null {
    let answer = this.answers.get(load);
    if (answer === undefined) {
      answer = this.decide(load);
      this.answers.set(load, answer);
    }
    return answer;
  }

  /** Does the caller see what the write leaves in memory, so that it must be there again at the end? */
  isSeen(write: Write): boolean {
    return [...this.context.memory.rootsOf(targetOf(write))].some((root) => this.isRootSeen(root));
  }

  private decide(load: LoadInst): readonly Write[] | null {
    const place = this.reloads.placeOf(load);
    if (this.writes.size === 0 || place === undefined || !this.reloads.isWatched(load)) return null;
    const inLoop = this.reloads.isInLoop(load);
    const found = new Set<Write>();
    for (const write of this.writesTo(load)) {
      const last = this.reloads.placeOf(write);
      if (last !== undefined && !follows(last, place, inLoop)) continue;
      if (!this.reloads.mayOverwrite(write, load)) continue;
      if (!isWrite(write) || !this.isUndoable(write)) return null;
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

  private isUndoable(write: Write): boolean {
    let answer = this.undoable.get(write);
    if (answer === undefined) {
      answer = this.canUndo(write);
      this.undoable.set(write, answer);
    }
    return answer;
  }

  private canUndo(write: Write): boolean {
    const target = targetOf(write);
    if (target.type.kind !== "pointer" || target.type.space !== 0) return false;
    if (write.parent === null || !this.hasReverse(write.parent)) return false;
    const fits = write instanceof StoreInst ? this.fitsStore(write) : this.fitsMove(write);
    if (!fits || isMarked(target, this.context)) return false;
    return [...this.context.memory.rootsOf(target)].every((root) => this.isPlain(root));
  }

  private fitsStore(store: StoreInst): boolean {
    const { type } = store.value;
    if (store.isVolatile || store.isAtomic || !isFloating(type)) return false;
    if (this.context.services.layout.isScalable(type)) return false;
    return !this.isSeen(store) || type === this.loggedType;
  }

  /** What the caller sees of a copy goes to the log value by value. */
  private fitsMove(move: CallInst): boolean {
    const length = lengthOf(move);
    if (length?.type.kind !== "int" || length.type.bits > 64) return false;
    if (!this.isSeen(move)) return true;
    const { layout } = this.context.services;
    const type = this.loggedType;
    // A value that does not fill its place would leave bytes out.
    const fills = type !== null && layout.storeSize(type) === layout.sizeOf(type);
    return fills && isMultiple(length, layout.sizeOf(type));
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
   * May the store run after the load and before the iteration ends in which the reverse sweep asks for what was loaded? Then
   * it is not yet undone when that is asked for, but where both are in one block, whose reverse loads before it uses.
   */
  private comesBetween(load: LoadInst, store: Write): boolean {
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

/** Is the integer a multiple of `size` for certain, and that a power of two? */
function isMultiple(value: Value, size: number): boolean {
  if ((size & (size - 1)) !== 0) return false;
  const constant = integerOf(value);
  if (constant !== undefined) return constant % BigInt(size) === 0n;
  if (!(value instanceof Instruction)) return false;
  const [x, y] = value.operands;
  const known = y === undefined ? undefined : integerOf(y);
  const isWidened = value.opcode === "zext" || value.opcode === "sext";
  if (isWidened && x !== undefined) return isMultiple(x, size);
  if (known === undefined) return false;
  if (value.opcode === "shl") return known < 32n && (1n << known) % BigInt(size) === 0n;
  return value.opcode === "mul" && known % BigInt(size) === 0n;
}
