/**
 * The plan: for each value of the forward sweep that the reverse sweep uses, how it gets there. It is made from the needs of
 * the reverse steps before anything is emitted, and is plain data: `--print-after=plan` shows it, and emission follows it.
 *
 * This is the simple form of design.md section 7: what is free is recomputed, the rest is kept once, where it is defined.
 */
import type { Loop } from "../analysis/loops.ts";
import { isFromNull } from "../analysis/addresses.ts";
import { ruleOfCall } from "../analysis/flow.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";
import type { Context } from "./context.ts";
import { isLanded } from "./exception-shadows.ts";
import { type Need, primal, record, shadow } from "./needs.ts";
import { isMarked } from "./marked.ts";
import { Reloads } from "./reload.ts";

/**
 * "available": still in scope in every reverse block; "recompute": done again from its operands; "counter": the number of the
 * iteration, which the reverse loop knows; "affine": start + step * counter; "keep": stored when it is computed.
 */
export type Choice = "available" | "recompute" | "counter" | "affine" | "keep";

/** How the reverse block of a block with several predecessors knows where control came from. */
export type Selector =
  /** The condition of the branch at the end of `from` tells: true means the predecessors in `yes`. */
  | { readonly kind: "condition"; readonly condition: Value; readonly yes: ReadonlySet<BasicBlock> }
  /** The number of the predecessor, kept at the block. */
  | { readonly kind: "kept"; readonly block: BasicBlock };

/** What is stored at some point of the forward sweep, for one iteration of `loop` (null: once a call). */
export interface Kept {
  readonly need: Need;
  readonly loop: Loop | null;
}

/** The whole plan of one function. */
export interface Plan {
  readonly primals: ReadonlyMap<Value, Choice>;
  /** Choices for the shadows of pointers. */
  readonly shadows: ReadonlyMap<Value, Choice>;
  /** Choices for the records of calls. */
  readonly records: ReadonlyMap<Value, Choice>;
  readonly selectors: ReadonlyMap<BasicBlock, Selector>;
  readonly kept: readonly Kept[];
}

/** Above this many instructions recomputing costs more than a store and a load. */
const recomputeLimit = 16;

/** Instructions that may be done again anywhere their operands are at hand; division only repeats what already went well. */
const repeatable = new Set([
  ..."add sub mul udiv sdiv urem srem shl lshr ashr and or xor".split(" "),
  ..."fadd fsub fmul fneg icmp fcmp select trunc zext sext fptrunc fpext".split(" "),
  ..."fptoui fptosi uitofp sitofp ptrtoint inttoptr bitcast addrspacecast getelementptr".split(" "),
  ..."extractelement insertelement shufflevector extractvalue insertvalue".split(" "),
]);

/** Makes the plan for `needs`, with a selector for each block of `joins`. */
export function makePlan(
  context: Context,
  needs: Iterable<Need>,
  selectors: ReadonlyMap<BasicBlock, Selector>,
): Plan {
  return new Planner(context, selectors).run(needs);
}

class Planner {
  private readonly context: Context;
  private readonly selectors: ReadonlyMap<BasicBlock, Selector>;
  private readonly reloads: Reloads;
  private readonly costs = new Map<Value, number>();
  private readonly primals = new Map<Value, Choice>();
  private readonly shadows = new Map<Value, Choice>();
  private readonly records = new Map<Value, Choice>();
  private readonly kept: Kept[] = [];
  private readonly waiting = new Worklist<Need>();

  constructor(context: Context, selectors: ReadonlyMap<BasicBlock, Selector>) {
    this.context = context;
    this.selectors = selectors;
    this.reloads = new Reloads(context);
    for (const block of context.cfg.order) {
      for (const inst of block) this.costs.set(inst, this.costOf(inst));
    }
  }

  run(needs: Iterable<Need>): Plan {
    for (const need of needs) this.ask(need);
    for (const selector of this.selectors.values()) {
      if (selector.kind === "condition") this.ask(primal(selector.condition));
    }
    this.waiting.drain((need) => {
      if (need.what === "primal") this.choosePrimal(need.value);
      else if (need.what === "shadow") this.chooseShadow(need.value);
      else this.chooseRecord(need.value);
    });
    const { primals, shadows, records, selectors, kept } = this;
    return { primals, shadows, records, selectors, kept };
  }

  private ask(need: Need): void {
    const done = { primal: this.primals, shadow: this.shadows, record: this.records }[need.what];
    if (done.has(need.value)) return;
    done.set(need.value, "available");
    this.waiting.add(need);
  }

  private choosePrimal(value: Value): void {
    const choice = this.choiceFor(value);
    this.primals.set(value, choice);
    if (choice === "keep") this.keep(primal(value));
    for (const operand of this.inputsOf(value, choice)) this.ask(primal(operand));
  }

  private choiceFor(value: Value): Choice {
    if (!(value instanceof Instruction) || this.isAvailable(value)) return "available";
    if (this.context.counters.loopOf.has(value)) return "counter";
    // Even where the start must be kept: that is once a loop, and not once an iteration.
    if (this.context.counters.affine.has(value)) return "affine";
    if ((this.costs.get(value) ?? Infinity) <= recomputeLimit) return "recompute";
    return isAddressing(value) ? "recompute" : "keep";
  }

  /** The values from which a recomputation starts. */
  private inputsOf(value: Value, choice: Choice): readonly Value[] {
    if (!(value instanceof Instruction)) return [];
    if (choice === "recompute") return value.operands;
    const affine = this.context.counters.affine.get(value);
    return choice === "affine" && affine !== undefined ? [affine.start, affine.step] : [];
  }

  /** What the forward sweep makes to have a shadow is not asked for here: it is at hand there. */
  private chooseShadow(value: Value): void {
    if (!(value instanceof Instruction) || value.opcode === "alloca" || this.isAvailable(value))
      return;
    const affine = this.context.counters.affine.get(value);
    if (affine !== undefined) {
      this.shadows.set(value, "affine");
      this.ask(shadow(affine.start));
      this.ask(primal(affine.step));
    } else if (this.shadowRepeatable(value)) {
      this.shadows.set(value, "recompute");
      for (const need of shadowInputs(value)) this.ask(need);
    } else {
      this.shadows.set(value, "keep");
      this.keep(shadow(value));
    }
  }

  private chooseRecord(call: Value): void {
    if (call instanceof Instruction && this.isAvailable(call)) return;
    this.records.set(call, "keep");
    this.keep(record(call));
  }

  private shadowRepeatable(inst: Instruction): boolean {
    if (inst instanceof LoadInst) {
      return !isMarked(inst.pointer, this.context) && this.reloads.unchanged(inst);
    }
    // The shadow of what is made of integers is found by way of the primal of each step: it is kept instead.
    const isOfIntegers = inst.opcode === "inttoptr" || isFromNull(inst);
    return !isOfIntegers && repeatable.has(inst.opcode) && !isLanded(inst);
  }

  private keep(need: Need): void {
    const block = need.value instanceof Instruction ? need.value.parent : null;
    this.kept.push({ need, loop: block === null ? null : this.context.forest.loopOf(block) });
  }

  /** True when the value dominates the whole reverse sweep and is computed once. */
  private isAvailable(inst: Instruction): boolean {
    const { forest, dominators, exit } = this.context;
    const { parent } = inst;
    return (
      parent !== null && forest.loopOf(parent) === null && dominators.dominatesBlock(parent, exit)
    );
  }

  /** Number of instructions it takes to have the value again from what is free; Infinity when it must be kept. */
  private costOf(inst: Instruction): number {
    if (inst.type.kind === "void") return Infinity;
    if (this.isAvailable(inst) || this.context.counters.loopOf.has(inst)) return 0;
    const affine = this.context.counters.affine.get(inst);
    if (affine !== undefined) return 2 + this.costOfAll([affine.start, affine.step]);
    if (inst instanceof LoadInst && !this.reloads.unchanged(inst)) return Infinity;
    if (!(inst instanceof LoadInst) && !repeatable.has(inst.opcode) && !isCheapCall(inst))
      return Infinity;
    return 1 + this.costOfAll(inst.operands);
  }

  private costOfAll(values: readonly Value[]): number {
    let sum = 0;
    for (const value of values) {
      // An operand without a cost yet comes round a back edge: only phis have one.
      if (value instanceof Instruction) sum += this.costs.get(value) ?? Infinity;
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

/** What the shadow of `inst`, which is no phi, is made from: shadows of its pointer operands, and the primal of all others. */
export function shadowInputs(inst: Instruction): readonly Need[] {
  return inst.operands.map((operand) =>
    operand.type.kind === "pointer" ? shadow(operand) : primal(operand),
  );
}
