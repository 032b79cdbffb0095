/**
 * The plan: for each value of the forward sweep that the reverse sweep uses, how it gets there. It is made from the needs of
 * the reverse steps before anything is emitted, and is plain data: `--print-after=plan` shows it, and emission follows it.
 *
 * What is recomputed and what is kept, once, where it is defined, is decided for all primals together (plan-cut.ts).
 */
import type { Loop } from "../analysis/loops.ts";
import { isFromNull } from "../analysis/addresses.ts";
import { type Symbolic, valuesIn } from "../analysis/symbolic.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { LoadInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { Worklist } from "../support/worklist.ts";
import type { Context } from "./context.ts";
import { isLanded } from "./exception-shadows.ts";
import { type Need, primal, record, shadow } from "./needs.ts";
import { isMarked } from "./marked.ts";
import { keptPrimals } from "./plan-cut.ts";
import { type JointLoop, tapedIn } from "./joint/loop.ts";
import type { Shifted } from "./shifted.ts";
import { isRepeatable, type Recomputation } from "./recompute.ts";
import { isWrite, type Write } from "./undo.ts";

/**
 * "available": still in scope in every reverse block; "recompute": done again from its operands; "counter": the number of the
 * iteration, which the reverse loop knows; "affine": start + step * counter; "shifted": loaded again, where the last iteration did; "keep": stored
 * when it is computed.
 */
export type Choice = "available" | "recompute" | "counter" | "affine" | "shifted" | "keep";

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
  /** Where values come from that are loaded again in the place of the last iteration's. */
  readonly shifted: ReadonlyMap<Value, Shifted>;
  /** Choices for the shadows of pointers. */
  readonly shadows: ReadonlyMap<Value, Choice>;
  /** Choices for the records of calls. */
  readonly records: ReadonlyMap<Value, Choice>;
  readonly selectors: ReadonlyMap<BasicBlock, Selector>;
  readonly kept: readonly Kept[];
  /** Writes that the reverse sweep takes back. */
  readonly undone: readonly UndoneWrite[];
  /** Loops of which the reverse sweep computes the count again: how often the header runs, in values that cost no tape. */
  readonly counted: ReadonlyMap<Loop, Symbolic>;
  /** Loops whose iterations are run again before they are reversed. */
  readonly joint: ReadonlyMap<Loop, JointLoop>;
  /** Of what type what is that the caller sees of them; null where there is no such. */
  readonly loggedType: Type | null;
}

/** A write that is undone where the reverse sweep comes to it: what it overwrites is kept. */
export interface UndoneWrite {
  readonly write: Write;
  /** The caller sees what it leaves in memory, which has to be there again at the end. */
  readonly isSeen: boolean;
  /** The loads that can be done again because of that. */
  readonly loads: ReadonlySet<Instruction>;
}

/** What a plan is made from. */
export interface PlanRequest {
  /** What the reverse steps ask of the forward sweep. */
  readonly needs: Iterable<Need>;
  /** One for each block with several predecessors. */
  readonly selectors: ReadonlyMap<BasicBlock, Selector>;
  /** What is known when they are entered of loops whose counts the reverse sweep has no other way to know. */
  readonly counts: ReadonlyMap<Loop, Symbolic>;
  readonly recomputation: Recomputation;
  /** Loops whose iterations are run again. */
  readonly joint: ReadonlyMap<Loop, JointLoop>;
}

/** Makes the plan of one function. */
export function makePlan(context: Context, request: PlanRequest): Plan {
  return new Planner(context, request).run(request);
}

class Planner {
  private readonly context: Context;
  private readonly selectors: ReadonlyMap<BasicBlock, Selector>;
  private readonly recomputation: Recomputation;
  private readonly primals = new Map<Value, Choice>();
  private readonly shadows = new Map<Value, Choice>();
  private readonly records = new Map<Value, Choice>();
  private readonly shifted = new Map<Value, Shifted>();
  private readonly kept: Kept[] = [];
  private readonly undone = new Map<Write, Set<Instruction>>();
  private readonly waiting = new Worklist<Need>();
  private readonly joint: ReadonlyMap<Loop, JointLoop>;
  /** Phis that loops which are run again begin their iterations with. */
  private readonly carried: ReadonlySet<Value>;

  constructor(context: Context, { selectors, recomputation, joint }: PlanRequest) {
    this.context = context;
    this.selectors = selectors;
    this.recomputation = recomputation;
    this.joint = joint;
    this.carried = new Set([...joint.values()].flatMap(({ carried }) => [...carried]));
  }

  /** What shadows and records are made of is among the primals that are needed, and comes first. */
  run({ needs, counts }: PlanRequest): Plan {
    for (const need of needs) this.ask(need);
    for (const { phis, inputs, shadowInputs, isOnce } of this.joint.values()) {
      for (const value of [...(isOnce ? [] : phis), ...inputs]) this.ask(primal(value));
      for (const value of shadowInputs) this.ask(shadow(value));
    }
    const counted = this.chooseCounts(counts, new Set());
    for (const selector of this.selectors.values()) {
      if (selector.kind === "condition") this.ask(primal(selector.condition));
    }
    this.waiting.drain((need) => {
      if (need.what === "shadow") this.chooseShadow(need.value);
      else if (need.what === "record") this.chooseRecord(need.value);
    });
    const kept = keptPrimals(this.primals.keys(), this.recomputation, this.context, this.joint);
    // What is kept anyway makes more counts free.
    for (const [loop, count] of this.chooseCounts(counts, kept)) counted.set(loop, count);
    // A map hands out what is added to it while it is gone through.
    for (const value of this.primals.keys()) this.choosePrimal(value, kept);
    const { primals, shifted, shadows, records, selectors, joint, kept: all } = this;
    const { undo } = this.recomputation;
    const undone = [...this.undone].map(([write, loads]) => {
      return { write, isSeen: undo.isSeen(write), loads };
    });
    const { loggedType } = undo;
    const choices = { primals, shifted, shadows, records, selectors };
    return { ...choices, kept: all, undone, counted, joint, loggedType };
  }

  private chooseCounts(
    counts: ReadonlyMap<Loop, Symbolic>,
    kept: ReadonlySet<Value>,
  ): Map<Loop, Symbolic> {
    const isFree = this.recomputation.withNothingBut(kept);
    const counted = [...counts].filter(([, count]) => valuesIn(count).every(isFree));
    for (const [, count] of counted) for (const value of valuesIn(count)) this.ask(primal(value));
    return new Map(counted);
  }

  private ask(need: Need): void {
    const done = { primal: this.primals, shadow: this.shadows, record: this.records }[need.what];
    if (done.has(need.value)) return;
    done.set(need.value, "available");
    if (need.what !== "primal") this.waiting.add(need);
  }

  private choosePrimal(value: Value, kept: ReadonlySet<Value>): void {
    if (!(value instanceof Instruction)) return;
    const choice = this.choiceFor(value, kept);
    this.primals.set(value, choice);
    if (choice === "keep") this.keep(primal(value));
    if (choice === "shifted") {
      const shifted = must(this.recomputation.shiftedOf(value), "it is loaded again");
      this.shifted.set(value, shifted);
    } else if (choice !== "recompute" && choice !== "affine") return;
    const inputs = this.recomputation.inputsOf(value);
    for (const input of must(inputs, "what is not kept is made of others")) {
      if (isWrite(input)) this.noteUndone(input, value);
      else this.ask(primal(input));
    }
  }

  private noteUndone(write: Write, load: Instruction): void {
    const loads = this.undone.get(write);
    if (loads === undefined) this.undone.set(write, new Set([load]));
    else loads.add(load);
  }

  private choiceFor(value: Instruction, kept: ReadonlySet<Value>): Choice {
    if (this.recomputation.isAvailable(value)) return "available";
    if (this.context.counters.loopOf.has(value)) return "counter";
    if (kept.has(value) || this.carried.has(value)) return "keep";
    if (this.recomputation.shiftedOf(value) !== null) return "shifted";
    return this.context.counters.affine.has(value) ? "affine" : "recompute";
  }

  /** What the forward sweep makes to have a shadow is not asked for here: it is at hand there. */
  private chooseShadow(value: Value): void {
    if (
      !(value instanceof Instruction) ||
      value.opcode === "alloca" ||
      this.recomputation.isAvailable(value)
    )
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
    if (call instanceof Instruction && this.recomputation.isAvailable(call)) return;
    this.records.set(call, "keep");
    this.keep(record(call));
  }

  private shadowRepeatable(inst: Instruction): boolean {
    if (inst instanceof LoadInst) {
      return !isMarked(inst.pointer, this.context) && this.recomputation.reloads.unchanged(inst);
    }
    // The shadow of what is made of integers is found by way of the primal of each step: it is kept instead.
    const isOfIntegers = inst.opcode === "inttoptr" || isFromNull(inst);
    return !isOfIntegers && isRepeatable(inst) && !isLanded(inst);
  }

  private keep(need: Need): void {
    const block = need.value instanceof Instruction ? need.value.parent : null;
    const loop = block === null ? null : this.context.forest.loopOf(block);
    const isCarried = need.what === "primal" && this.carried.has(need.value);
    this.kept.push({ need, loop: isCarried ? loop : tapedIn(loop, this.joint) });
  }
}

/** What the shadow of `inst`, which is no phi, is made from: shadows of its pointer operands, and the primal of all others. */
export function shadowInputs(inst: Instruction): readonly Need[] {
  return inst.operands.map((operand) =>
    operand.type.kind === "pointer" ? shadow(operand) : primal(operand),
  );
}
