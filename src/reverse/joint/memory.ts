/** What of the memory that a loop reads has been written since, and how it can be put back. */
import type { Loop } from "../../analysis/loops.ts";
import { isOwn, type Root } from "../../analysis/memory.ts";
import { allocatorOfFunction, calledFunction, callEffects } from "../../analysis/effects.ts";
import { Argument, Instruction } from "../../ir/graph.ts";
import { AllocaInst, CallInst } from "../../ir/instructions.ts";
import { integerOf } from "../../ir/constants.ts";
import type { Value } from "../../ir/value.ts";
import { Places } from "../apart/places.ts";
import type { Context } from "../context.ts";
import type { Recomputation } from "../recompute.ts";
import { follows, writtenBy } from "../reload.ts";
import { isInvariant } from "../../analysis/affine.ts";
import { constant, type Symbolic, symbolOf, valuesIn } from "../../analysis/symbolic.ts";
import { ends } from "../counters.ts";
import { outermost } from "../counts.ts";
import { isWrite, targetOf } from "../undo.ts";
import type { Box, State } from "./loop.ts";
import { boxOf, isLeftAtEnd } from "./boxes.ts";

/** Is it memory that is there until the end, and that nobody else changes? Then the run shows what it holds. */
export function isReadable({ kind }: Root): boolean {
  return kind === "argument" || kind === "alloca" || kind === "heap";
}

function isAllocation(pointer: Instruction): boolean {
  if (pointer instanceof AllocaInst) return true;
  return pointer instanceof CallInst && callEffects(pointer)?.what === "allocate";
}

/** Answers for one function; made before the forward sweep is changed. */
export class LoopMemory {
  private readonly context: Context;
  private readonly recomputation: Recomputation;
  private readonly writes = new Map<Root, Instruction[]>();
  private readonly freed = new Set<Root>();
  /** Of allocations, too. */
  readonly places: Places;

  constructor(context: Context, recomputation: Recomputation) {
    this.context = context;
    this.recomputation = recomputation;
    this.places = new Places(context, (pointer) => isAllocation(pointer));
    for (const block of context.cfg.order) for (const inst of block) this.note(inst);
  }

  /** The written objects that may have other contents in the reverse sweep than when `inst` reads through `pointer`; null where not all is known that may change it. */
  spoilersOf(inst: Instruction, pointer: Value): ReadonlySet<Root> | null {
    const { reloads } = this.recomputation;
    const place = reloads.placeOf(inst);
    if (place === undefined || !reloads.isWatchedAt(pointer)) return null;
    const { memory } = this.context;
    const inLoop = reloads.isInLoop(inst);
    const found = new Set<Root>();
    for (const root of memory.rootsOf(pointer)) {
      for (const written of this.writes.keys()) {
        const last = reloads.lastWriteTo(written);
        const isLater = last === undefined || follows(last, place, inLoop);
        if (isLater && memory.rootsAlias(root, written)) found.add(written);
      }
    }
    return found;
  }

  /** Is the object written to nowhere but in the loop and before it? */
  isWrittenBefore(root: Root, loop: Loop): boolean {
    const { reloads } = this.recomputation;
    const inside = loop.header.first === null ? undefined : reloads.placeOf(loop.header.first);
    return [...this.writesTo(root)].every((write) => {
      if (write.parent !== null && loop.contains(write.parent)) return true;
      const place = reloads.placeOf(write);
      return place !== undefined && inside !== undefined && place.order < inside.order;
    });
  }

  /** All that writes to the object, or to one that may be the same. */
  *writesTo(root: Root): Generator<Instruction> {
    for (const [written, writes] of this.writes) {
      if (this.context.memory.rootsAlias(root, written)) yield* writes;
    }
  }

  /** What of the object has to be put back where an iteration of `loop` is run again; null where that is not known, or the object is gone by then. */
  stateOf(root: Root, loop: Loop): State | null {
    const { value: base } = root;
    if (base === null || this.isFreed(root)) return null;
    if (base instanceof Argument) return this.boxesOf(root, loop);
    if (!(base instanceof Instruction) || base.parent === null) return null;
    const around = outermost(loop);
    const [preheader] = ends(around);
    const { dominators } = this.context;
    if (!this.isOneObject(root) || !dominators.dominatesBlock(base.parent, preheader)) return null;
    const size = base instanceof AllocaInst ? this.sizeOf(base) : this.sizeOfHeap(base);
    if (size === null || around.contains(base.parent)) return null;
    return valuesIn(size).every((value) => isInvariant(value, around))
      ? { root, base, size }
      : null;
  }

  /**
   * Does the caller see what is in the object, or in what lies between its parts? Of a `dupnoneed` output that may be another
   * object, which is put back with it.
   */
  isSeen(root: Root): boolean {
    return !isOwn(root) || this.context.memory.escapes(root);
  }

  /** Is it no allocation of a loop, which gives an object each time? */
  isOneObject({ value }: Root): boolean {
    if (!(value instanceof Instruction)) return true;
    return value.parent !== null && this.context.forest.loopOf(value.parent) === null;
  }

  /** All that is written to it are rows that each iteration writes whole. */
  private boxesOf(root: Root, loop: Loop): State | null {
    const { context } = this;
    if (!isLeftAtEnd(loop) || !this.isWrittenBefore(root, loop)) return null;
    const boxes: Box[] = [];
    for (const write of this.writesTo(root)) {
      if (write.parent === null || !loop.contains(write.parent)) continue;
      const [only, another] = isWrite(write) ? context.memory.rootsOf(targetOf(write)) : [];
      const box = only === root && another === undefined ? boxOf(write, loop, context) : null;
      if (box === null) return null;
      boxes.push(box);
    }
    return { root, boxes };
  }

  private sizeOf({ allocatedType, count }: AllocaInst): Symbolic | null {
    const many = count === null ? 1n : integerOf(count);
    const { layout } = this.context.services;
    if (many === undefined || layout.isScalable(allocatedType)) return null;
    return constant(64, BigInt(layout.sizeOf(allocatedType)) * many);
  }

  /** Only of calls that say the size in one number. */
  private sizeOfHeap(inst: Instruction): Symbolic | null {
    const callee = inst instanceof CallInst ? calledFunction(inst) : null;
    const row = callee === null ? undefined : allocatorOfFunction(callee);
    const [position, another] = row?.size ?? [];
    if (position === undefined || another !== undefined) return null;
    const size = inst.operand(position);
    return size.type.kind === "int" && size.type.bits === 64 ? symbolOf(size, 64) : null;
  }

  /** Is it given back before the end? */
  isFreed(root: Root): boolean {
    return [...this.freed].some((other) => this.context.memory.rootsAlias(root, other));
  }

  private note(inst: Instruction): void {
    const { context } = this;
    const roots = writtenBy(inst, context);
    // Nothing is watched then, as the reloads know.
    if (roots === "anything") return;
    for (const root of roots) {
      const known = this.writes.get(root);
      if (known === undefined) this.writes.set(root, [inst]);
      else known.push(inst);
    }
    if (!(inst instanceof CallInst) || context.deferred.has(inst)) return;
    if (callEffects(inst)?.what !== "free") return;
    for (const root of roots) this.freed.add(root);
  }
}
