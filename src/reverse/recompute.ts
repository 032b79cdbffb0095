/** Which values of the forward sweep can be had again in the reverse sweep without the tape, or from other values, and how. */
import type { Loop } from "../analysis/loops.ts";
import { calledFunction, callEffects } from "../analysis/effects.ts";
import { ruleOfCall } from "../analysis/flow.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst, PhiInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { keptFor } from "../support/kept.ts";
import { Reloads } from "./reload.ts";
import { targetOf } from "./target.ts";
import { type Shifted, shiftedOf } from "./shifted.ts";
import { isWrite, lengthOf, placeOf, Undo, type Write } from "./undo.ts";
import { usualSize } from "./usual-trips.ts";

/** Above this many instructions recomputing costs more than a store and a load. */
const mostInstructions = 16;

/** The same where a thread has no tape to speak of: what is not computed again for any less has no place. */
const mostOnThread = 1_000;

/** An address costs no more than this: most of it does not change in the innermost loop, or is there for the shadow. */
const mostOfAddress = 2;

/** Instructions that may be done again anywhere their operands are at hand; division only repeats what already went well. */
const repeatable = new Set([
  ..."add sub mul udiv sdiv urem srem shl lshr ashr and or xor".split(" "),
  ..."fadd fsub fmul fneg icmp fcmp select trunc zext sext fptrunc fpext".split(" "),
  ..."fptoui fptosi uitofp sitofp ptrtoint inttoptr bitcast addrspacecast getelementptr".split(" "),
  ..."extractelement insertelement shufflevector extractvalue insertvalue".split(" "),
]);

/**
 * "cut": the least is kept from which the rest can be computed again; "keep-all": nothing is computed again but addresses, as a second
 * opinion on what is.
 */
export type PlanMode = "cut" | "keep-all";

/** The choice for a module, which all its gradients follow. */
export const planModes = keptFor<object, { mode: PlanMode }>(() => ({ mode: "cut" }));

/** Is it among the instructions that may be done again? Loads and calls are not: they depend on more than their operands. */
export function isRepeatable({ opcode }: Instruction): boolean {
  return repeatable.has(opcode);
}

/** What there is besides in loops whose iterations are run again. */
export interface Given {
  /** What is kept in any case. */
  readonly carried: ReadonlySet<Value>;
  /** Loads that can be done again. */
  readonly settled: ReadonlySet<Value>;
  /** Is memory what it was when an iteration began, and then was run again, when the reverse sweep comes to a load? */
  readonly isRestored: (load: LoadInst) => boolean;
}

const noGiven: Given = { carried: new Set(), settled: new Set(), isRestored: () => false };

/** Answers for the values of one function; made before the forward sweep is changed. */
export class Recomputation {
  readonly reloads: Reloads;
  readonly undo: Undo;
  private readonly context: Context;
  /** Instructions it takes to have the value again from what is at hand and what is kept; Infinity where it cannot be. */
  private readonly costs = new Map<Value, number>();
  /** The most that is spent on one value. */
  private readonly limit: number;
  private readonly given: Given;
  private readonly isOnThread: boolean;
  private readonly shifted = new Map<PhiInst, Shifted | null>();

  /**
   * @param hasReverse is there a reverse of the block, and may what it writes be undone?
   * @param given what loops that are run again give
   */
  constructor(
    context: Context,
    hasReverse: (block: BasicBlock) => boolean,
    given: Given = noGiven,
  ) {
    this.context = context;
    this.given = given;
    this.isOnThread = targetOf(context.services) !== null;
    const most = this.isOnThread ? mostOnThread : mostInstructions;
    this.limit = planModes(context.services).mode === "keep-all" ? 0 : most;
    // Where everything is kept, as little as can be rests on analyses.
    this.reloads = new Reloads(context, this.limit === 0 ? () => true : given.isRestored);
    this.undo = new Undo(context, this.reloads, hasReverse);
    for (const block of context.cfg.order) {
      for (const inst of block) this.costs.set(inst, this.costOf(inst));
    }
  }

  /** Is it at hand in every reverse block, known there from the numbers of iterations, or kept in any case? */
  isFree(value: Value): boolean {
    if (!(value instanceof Instruction) || this.isAvailable(value)) return true;
    return this.isCounter(value) || this.given.carried.has(value);
  }

  /** True when the value dominates the whole reverse sweep and is computed once. */
  isAvailable(inst: Instruction): boolean {
    const { forest, dominators, exit } = this.context;
    const { parent } = inst;
    return (
      parent !== null && forest.loopOf(parent) === null && dominators.dominatesBlock(parent, exit)
    );
  }

  /**
   * The values that it is made of again, and the stores that must be undone for that, with where they are; null where it
   * must be kept. Of a store that is undone what it overwrites is kept.
   */
  inputsOf(inst: Instruction): readonly Value[] | null {
    const shifted = this.shiftedOf(inst);
    if (shifted !== null) return [shifted.load.pointer];
    const affine = this.context.counters.affine.get(inst);
    // Even where the start must be kept: that is once a loop, and not once an iteration.
    if (affine !== undefined) return [affine.start, affine.step];
    const isCheap = (this.costs.get(inst) ?? Infinity) <= this.limit;
    if (!isCheap && !isAddressing(inst)) return null;
    return [
      ...inst.operands,
      ...this.undoneFor(inst).flatMap((write) => [write, ...placeOf(write)]),
    ];
  }

  /** Where a phi comes from that can be loaded again; null for others. */
  shiftedOf(inst: Instruction): Shifted | null {
    if (this.limit === 0 || !(inst instanceof PhiInst) || inst.parent === null) return null;
    let found = this.shifted.get(inst);
    if (found === undefined) {
      const loop = this.context.forest.loopOf(inst.parent);
      const made = loop === null ? null : shiftedOf(inst, loop, this.context);
      found = made?.loads.every((load) => this.isUnchanged(load)) === true ? made : null;
      this.shifted.set(inst, found);
    }
    return found;
  }

  /** Can a value be had again from what is at hand and what is `kept`, with nothing else kept and nothing undone? */
  withNothingBut(kept: ReadonlySet<Value>): (value: Value) => boolean {
    const answers = new Map<Instruction, boolean>();
    const isFree = (value: Value): boolean => {
      if (!(value instanceof Instruction) || this.isFree(value) || kept.has(value)) return true;
      const known = answers.get(value);
      if (known !== undefined) return known;
      answers.set(value, false);
      const inputs = this.undoneFor(value).length > 0 ? null : this.inputsOf(value);
      const answer = inputs?.every(isFree) ?? false;
      answers.set(value, answer);
      return answer;
    };
    return isFree;
  }

  /** The stores that must be undone for a load to be done again. */
  undoneFor(inst: Instruction): readonly Write[] {
    if (!(inst instanceof LoadInst) || this.isUnchanged(inst)) return [];
    return this.undo.clobbersOf(inst) ?? [];
  }

  private isUnchanged(load: LoadInst): boolean {
    return this.given.settled.has(load) || this.reloads.unchanged(load);
  }

  /** Bytes on the tape for all iterations, by their number where that is always the same; of others nothing is known but their depth. */
  weightOf(inst: Instruction, tripsOf: (loop: Loop) => number): number {
    const { layout } = this.context.fn.module;
    const loop = inst.parent === null ? null : this.context.forest.loopOf(inst.parent);
    const trips = loop === null ? 1 : tripsOf(loop);
    if (isWrite(inst)) return this.undoFactor(inst) * bytesWritten(inst, layout) * trips;
    const bytes = layout.isScalable(inst.type) ? 16 : layout.storeSize(inst.type);
    return keepFactor(inst) * bytes * trips;
  }

  /** What is overwritten is read and kept, and put back; what the caller is to see is noted with its address, and put back in turn. */
  private undoFactor(write: Write): number {
    return this.undo.isSeen(write) ? 4 : 2;
  }

  private isCounter(value: Value): boolean {
    return this.context.counters.loopOf.has(value);
  }

  private costOf(inst: Instruction): number {
    if (inst.type.kind === "void") return Infinity;
    if (this.isFree(inst)) return 0;
    const affine = this.context.counters.affine.get(inst);
    if (affine !== undefined) return 2 + this.costOfAll([affine.start, affine.step]);
    if (this.shiftedOf(inst) !== null) return 2 + mostOfAddress;
    if (inst instanceof LoadInst) {
      const isPossible = this.isUnchanged(inst) || this.undo.clobbersOf(inst) !== null;
      return isPossible ? 1 + this.costOfAll(inst.operands) : Infinity;
    }
    const isFunction = isCheapCall(inst) || (this.isOnThread && this.isForOneThread(inst));
    if (!repeatable.has(inst.opcode) && !isFunction) return Infinity;
    return 1 + this.costOfAll(inst.operands);
  }

  private isForOneThread(inst: Instruction): boolean {
    if (isPure(inst)) return true;
    const name = inst instanceof CallInst ? calledFunction(inst)?.name : undefined;
    return name !== undefined && targetOf(this.context.services)?.isIdentity(name) === true;
  }

  private costOfAll(values: readonly Value[]): number {
    let sum = 0;
    for (const value of values) {
      if (!(value instanceof Instruction)) continue;
      const cost = this.costs.get(value) ?? Infinity;
      // What is kept is loaded from the tape.
      if (cost > this.limit) sum += 1;
      else sum += isAddressing(value) ? Math.min(cost, mostOfAddress) : cost;
    }
    return sum;
  }
}

function bytesWritten(write: Write, layout: DataLayout): number {
  if (write instanceof StoreInst) return layout.storeSize(write.value.type);
  const length = lengthOf(write);
  return length === null ? Infinity : Math.max(1, usualSize(length));
}

/** Indices are narrower than the addresses that they are part of, and shadows need them too. */
function keepFactor(inst: Instruction): number {
  return isAddressing(inst) ? 8 : 1;
}

/** Addresses and widened indices are done again even from kept operands: those are narrower, and shadows share them. */
function isAddressing(inst: Instruction): boolean {
  if (inst instanceof GepInst) return true;
  return (
    inst instanceof CastInst && ["sext", "zext", "bitcast", "addrspacecast"].includes(inst.opcode)
  );
}

const cheapRules = new Set([
  "fabs",
  "copysign",
  "fma",
  "fmuladd",
  "minnum",
  "maxnum",
  "minimum",
  "maximum",
]);

/** A function of numbers that has no effect, or a division. */
function isPure(inst: Instruction): boolean {
  if (inst.opcode === "fdiv" || inst.opcode === "frem") return true;
  if (!(inst instanceof CallInst) || ruleOfCall(inst) === undefined) return false;
  return inst.opcode === "call" && callEffects(inst)?.writes.length === 0;
}

/** An intrinsic that is one machine instruction. */
function isCheapCall(inst: Instruction): boolean {
  if (!(inst instanceof CallInst)) return false;
  const match = ruleOfCall(inst);
  return match?.family === "intrinsic" && cheapRules.has(match.rule.name);
}
