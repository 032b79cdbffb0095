/** Which values of the forward sweep can be had again in the reverse sweep without the tape, or from other values, and how. */
import type { Loop } from "../analysis/loops.ts";
import { ruleOfCall } from "../analysis/flow.ts";
import { Instruction } from "../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { keptFor } from "../support/kept.ts";
import { Reloads } from "./reload.ts";

/** Above this many instructions recomputing costs more than a store and a load. */
const mostInstructions = 16;

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

/** Answers for the values of one function; made before the forward sweep is changed. */
export class Recomputation {
  readonly reloads: Reloads;
  private readonly context: Context;
  /** Instructions it takes to have the value again from what is at hand and what is kept; Infinity where it cannot be. */
  private readonly costs = new Map<Value, number>();
  /** The most that is spent on one value. */
  private readonly limit: number;

  constructor(context: Context) {
    this.context = context;
    this.limit = planModes(context.services).mode === "keep-all" ? 0 : mostInstructions;
    this.reloads = new Reloads(context);
    for (const block of context.cfg.order) {
      for (const inst of block) this.costs.set(inst, this.costOf(inst));
    }
  }

  /** Is it at hand in every reverse block, or known there from the numbers of iterations? */
  isFree(value: Value): boolean {
    return !(value instanceof Instruction) || this.isAvailable(value) || this.isCounter(value);
  }

  /** True when the value dominates the whole reverse sweep and is computed once. */
  isAvailable(inst: Instruction): boolean {
    const { forest, dominators, exit } = this.context;
    const { parent } = inst;
    return (
      parent !== null && forest.loopOf(parent) === null && dominators.dominatesBlock(parent, exit)
    );
  }

  /** The values that it is made of again; null where it must be kept. */
  inputsOf(inst: Instruction): readonly Value[] | null {
    const affine = this.context.counters.affine.get(inst);
    // Even where the start must be kept: that is once a loop, and not once an iteration.
    if (affine !== undefined) return [affine.start, affine.step];
    return (this.costs.get(inst) ?? Infinity) <= this.limit || isAddressing(inst)
      ? inst.operands
      : null;
  }

  /** Bytes on the tape for all iterations, by their number where that is always the same; of others nothing is known but their depth. */
  weightOf(inst: Instruction, tripsOf: (loop: Loop) => number): number {
    const { layout } = this.context.fn.module;
    const loop = inst.parent === null ? null : this.context.forest.loopOf(inst.parent);
    const bytes = layout.isScalable(inst.type) ? 16 : layout.storeSize(inst.type);
    // Indices are narrower than the addresses that they are part of, and shadows need them too.
    const factor = isAddressing(inst) ? 8 : 1;
    return factor * bytes * (loop === null ? 1 : tripsOf(loop));
  }

  private isCounter(value: Value): boolean {
    return this.context.counters.loopOf.has(value);
  }

  private costOf(inst: Instruction): number {
    if (inst.type.kind === "void") return Infinity;
    if (this.isFree(inst)) return 0;
    const affine = this.context.counters.affine.get(inst);
    if (affine !== undefined) return 2 + this.costOfAll([affine.start, affine.step]);
    if (inst instanceof LoadInst) {
      return this.reloads.unchanged(inst) ? 1 + this.costOfAll(inst.operands) : Infinity;
    }
    if (!repeatable.has(inst.opcode) && !isCheapCall(inst)) return Infinity;
    return 1 + this.costOfAll(inst.operands);
  }

  private costOfAll(values: readonly Value[]): number {
    let sum = 0;
    for (const value of values) {
      if (!(value instanceof Instruction)) continue;
      const cost = this.costs.get(value) ?? Infinity;
      // What is kept is loaded from the tape.
      sum += cost > this.limit ? 1 : cost;
    }
    return sum;
  }
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

/** An intrinsic that is one machine instruction. */
function isCheapCall(inst: Instruction): boolean {
  if (!(inst instanceof CallInst)) return false;
  const match = ruleOfCall(inst);
  return match?.family === "intrinsic" && cheapRules.has(match.rule.name);
}
