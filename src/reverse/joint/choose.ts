/** Which loops are run again iteration by iteration: those of which the tape would hold much more than the state that an iteration begins with. */
import type { Root } from "../../analysis/memory.ts";
import type { Loop } from "../../analysis/loops.ts";
import { Instruction } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { isSynchronised } from "../derive-barrier.ts";
import type { Fields } from "../fields.ts";
import type { Plan } from "../plan.ts";
import type { Recomputation } from "../recompute.ts";
import { usualCount, usualTrips } from "../usual-trips.ts";
import { cannotHold } from "../apart/parting.ts";
import type { Requirement } from "../apart/intervals.ts";
import { type JointLoop, noLoops, type State } from "./loop.ts";
import { LoopMemory } from "./memory.ts";
import { areIndependent, canWait } from "./once.ts";
import { Renewal } from "./renewal.ts";
import { type Slice, sliceOf } from "./slice.ts";

/** Less than this many bytes an iteration are at hand when they are needed again. */
const leastBytes = 128;

/** Less than this many bytes in all stay in the cache between the sweeps. */
const leastInAll = 16384;

/** The state that an iteration begins with is at most this part of its tape. */
const mostOfState = 0.6;

/** Running so many instructions again costs about what a byte of tape costs. */
const mostWork = 32;

/** What a call of a mathematical function costs, in instructions. */
const callCost = 20;

/** The loops that are run again, none in another. */
export interface JointLoops {
  readonly loops: ReadonlyMap<Loop, JointLoop>;
  /** What must hold when the function is entered. */
  readonly requirements: readonly Requirement[];
  /** There are more where a check at entry finds that this holds. */
  readonly wantsCheck: boolean;
}

/** Chooses them; `plan` is the one without such loops. Only behind a check are there any that need one. */
export function jointLoops(
  context: Context,
  plan: Plan,
  fields: Fields,
  recomputation: Recomputation,
): JointLoops {
  if (context.part !== null || context.pairs.some || context.marks !== null) return noJointLoops;
  if (isSynchronised(context)) return noJointLoops;
  return new Chooser(context, plan, fields, recomputation).run();
}

/** Nothing is run again. */
export const noJointLoops: JointLoops = { loops: noLoops, requirements: [], wantsCheck: false };

class Chooser {
  readonly context: Context;
  readonly plan: Plan;
  readonly recomputation: Recomputation;
  readonly memory: LoopMemory;
  private readonly tripsOf: (loop: Loop) => number;
  /** Bytes on the tape of all iterations of a loop and those in it, where loops go round as often as is usual. */
  private readonly bytes = new Map<Loop, number>();
  private readonly chosen = new Map<Loop, JointLoop>();
  private wantsCheck = false;

  constructor(context: Context, plan: Plan, fields: Fields, recomputation: Recomputation) {
    this.context = context;
    this.plan = plan;
    this.recomputation = recomputation;
    this.memory = new LoopMemory(context, recomputation);
    this.tripsOf = usualTrips(context.dominators);
    const { layout } = context.services;
    for (const { loop, type } of fields.all) {
      const all = loop === null ? 0 : layout.sizeOf(type) * this.tripsOf(loop);
      for (let each = loop; each !== null; each = each.parent)
        this.bytes.set(each, (this.bytes.get(each) ?? 0) + all);
    }
  }

  /** @param isOnceAllowed may loops be reversed as soon as their iterations are done? */
  run(isOnceAllowed = true): JointLoops {
    const waiting = [...this.context.forest.roots];
    for (const loop of waiting) {
      const all = this.bytes.get(loop) ?? 0;
      if (all < leastInAll || all / this.tripsOf(loop) < leastBytes) continue;
      const once = isOnceAllowed ? this.fitting(this.onceOf(loop)) : null;
      const made = once ?? this.fitting(this.againOf(loop, all));
      if (made === null) waiting.push(...loop.children);
      else this.chosen.set(loop, made);
    }
    if (isOnceAllowed && this.isMixed()) {
      this.chosen.clear();
      return this.run(false);
    }
    const isChecked = [...this.chosen.values()].some(({ isRenewed }) => isRenewed);
    const requirements = isChecked ? this.memory.places.intervals.requirements : [];
    return { loops: this.chosen, requirements, wantsCheck: this.wantsCheck };
  }

  /**
   * Is there a loop that is done only in the reverse sweep beside one that needs what memory holds when that begins? What the first
   * writes would be undone at the end.
   */
  private isMixed(): boolean {
    const all = [...this.chosen.values()];
    return all.some(({ isOnce }) => isOnce) && all.some(({ outputs }) => outputs.length > 0);
  }

  private fitting(made: JointLoop | null): JointLoop | null {
    return made === null || this.lacksCheck(made) ? null : made;
  }

  /** Does it rest on bounds that a check at entry must find right? */
  private lacksCheck({ isRenewed }: JointLoop): boolean {
    const { requirements } = this.memory.places.intervals;
    if (this.context.spec.apart !== undefined || !isRenewed || requirements.length === 0)
      return false;
    this.wantsCheck = !requirements.some(cannotHold);
    return true;
  }

  /** The loop done once, iteration by iteration forward and backward. */
  private onceOf(loop: Loop): JointLoop | null {
    const { context, memory } = this;
    if (!this.isLeftDirectly(loop) || !canWait(loop, this)) return null;
    const slice = this.sliceOf(loop, true);
    if (slice === null) return null;
    const renewal = new Renewal(context, loop, slice.slice, memory);
    if (!areIndependent(loop, this, renewal)) return null;
    const isRenewed = renewal.restsOnBounds;
    const { phis, carried, inputs, shadowInputs } = slice;
    const own = { loop, slice: slice.slice, phis, carried, inputs, shadowInputs, isRenewed };
    return { ...own, states: [], outputs: [], settled: new Set(), isOnce: true };
  }

  private sliceOf(loop: Loop, isWhole: boolean): Slice | null {
    const { plan } = this;
    const inside = (value: Value): boolean =>
      value instanceof Instruction && value.parent !== null && loop.contains(value.parent);
    if ([...plan.records.keys()].some(inside)) return null;
    const primals = [...plan.primals.keys()].filter(inside);
    const kept = plan.kept.filter(({ need }) => need.what === "shadow" && inside(need.value));
    const shadows = kept.map(({ need }) => need.value);
    return sliceOf(loop, { primals, shadows, isWhole }, this);
  }

  /** The loop run again, of which the tape holds so many bytes in all. */
  private againOf(loop: Loop, all: number): JointLoop | null {
    if (!this.isLeftDirectly(loop) || this.mayThrow()) return null;
    const { context, memory } = this;
    const bytes = all / this.tripsOf(loop);
    const slice = this.sliceOf(loop, false);
    if (slice === null || this.workOf(slice) > mostWork * bytes) return null;
    const renewal = new Renewal(context, loop, slice.slice, memory);
    const isWritten = (root: Root): boolean =>
      slice.rewritten.has(root) && renewal.isRewritten(root);
    const isRenewed = (root: Root): boolean => slice.rewritten.has(root) && renewal.isRenewed(root);
    const doubtful = [...slice.spoiled].filter((root) => !isWritten(root));
    const spoiled = doubtful.filter((root) => !isRenewed(root));
    const states = this.statesOf(slice, spoiled);
    const seen = [...slice.spoiled].filter((root) => memory.isSeen(root));
    const outputs = this.statesOf(slice, seen);
    if (states === null || outputs === null) return null;
    const isSmall = this.sizeOf(slice, states) <= mostOfState * bytes;
    // Iterations that begin with nothing of their own would be as well done once, forward and backward.
    const isIndependent = states.length === 0 && slice.carried.size === 0;
    if (!isSmall || isIndependent) return null;
    const { phis, carried, inputs, shadowInputs, settled } = slice;
    const own = { loop, slice: slice.slice, phis, carried, inputs, shadowInputs, settled };
    const isRenewedByBounds = spoiled.length < doubtful.length;
    return { ...own, states, outputs, isRenewed: isRenewedByBounds, isOnce: false };
  }

  /** May an exception leave the function? It would leave copies of states behind. */
  private mayThrow(): boolean {
    return this.context.cfg.order.some(({ terminator }) => terminator?.opcode === "resume");
  }

  /** Does each way out, and no other, come from a block of the loop that is in no loop inside it, to a block without shadows of pointers? */
  private isLeftDirectly(loop: Loop): boolean {
    const { forest } = this.context;
    return loop.exitEdges().every(({ from, to }) => {
      const hasPointers = [...to].some(
        (inst) => inst.opcode === "phi" && inst.type.kind === "pointer",
      );
      return forest.loopOf(from) === loop && !hasPointers;
    });
  }

  private statesOf({ loop }: Slice, roots: Iterable<State["root"]>): State[] | null {
    const all: State[] = [];
    for (const root of roots) {
      const state = this.memory.stateOf(root, loop);
      if (state === null) return null;
      all.push(state);
    }
    return all;
  }

  /** Bytes that are kept for each iteration. */
  private sizeOf({ carried }: Slice, states: readonly State[]): number {
    const { layout } = this.context.services;
    const phis = [...carried].map(({ type }) => layout.sizeOf(type));
    return [...phis, ...states.map(usualBytes)].reduce((sum, size) => sum + size, 0);
  }

  /** Instructions that are run again in an iteration. */
  private workOf({ loop, slice }: Slice): number {
    let work = 0;
    for (const inst of slice) {
      const inner = inst.parent === null ? null : this.context.forest.loopOf(inst.parent);
      const trips = inner === null ? 1 : this.tripsOf(inner) / this.tripsOf(loop);
      work += trips * (inst instanceof CallInst ? callCost : 1);
    }
    return work;
  }
}

function usualBytes(state: State): number {
  if (!("boxes" in state)) return usualCount(state.size);
  const sizes = state.boxes.map(({ sides, size }) =>
    sides.reduce((all, { count }) => all * usualCount(count), usualCount(size)),
  );
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}
