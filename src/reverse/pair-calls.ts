/**
 * Calls of functions of the module that carry derivatives and are not inlined. In the forward sweep the augmented primal takes the
 * place of the callee; the record that it leaves is kept, and given to the reverse function when the reverse sweep comes by.
 */
import { isOwnCall } from "../analysis/access-index.ts";
import type { Activity } from "../analysis/activity.ts";
import { calledFunction } from "../analysis/effects.ts";
import type { Marks } from "../analysis/marks.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer, type MemoryModel, type Root } from "../analysis/memory.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { withoutCasts } from "../transform/known-callees.ts";
import { type BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import type { GradientServices } from "./services.ts";
import { hasShadow, type ParamActivity, widthOf } from "./spec.ts";
import { type FunctionPair, unitsOf } from "./units.ts";
import type { UnitSpec } from "./unit-spec.ts";

/** What the forward sweep of a call gave. */
interface Made {
  readonly record: Value;
  readonly result: Value | null;
  /** One for each gradient; none where no pointer is returned. */
  readonly shadows: readonly Value[];
}

/** What is read to decide how a call is differentiated. */
export interface CallFacts {
  readonly memory: MemoryModel;
  readonly activity: Activity;
  readonly services: GradientServices;
  /** Has the memory a shadow for certain, whenever the program reaches it? */
  readonly surelyShadowed: (root: Root) => boolean;
  /** May a derivative be lost that is stored to memory of these? */
  readonly loses: (roots: Iterable<Root>) => boolean;
  /** How many gradients at once. */
  readonly width: number;
  /** Null where no marks are used. */
  readonly marks: Marks | null;
}

/** The paired calls of one function. */
export class PairCalls {
  private readonly sites = new Map<Value, FunctionPair>();
  private readonly made = new Map<Value, Made>();
  private readonly invokes = new Map<BasicBlock, CallInst>();

  /** Finds the calls of `fn` that need a pair, and asks for it. */
  constructor(fn: Function, facts: CallFacts) {
    for (const inst of fn.instructions()) {
      if (!(inst instanceof CallInst) || !isOwnCall(inst)) continue;
      if (!facts.activity.isActiveCall(inst)) continue;
      // What does not come back is never reversed.
      const after = inst.opcode === "call" ? inst.next : inst.destinations[0]?.first;
      if (after?.opcode === "unreachable") continue;
      this.sites.set(inst, unitsOf(facts.services).pairFor(specOf(inst, facts)));
    }
  }

  /** Is the call replaced by one of a pair? */
  has(call: Value): boolean {
    return this.sites.has(call);
  }

  /** True when there are any. */
  get some(): boolean {
    return this.sites.size > 0;
  }

  /** The pair that takes the callee's place. */
  pairOf(call: Value): FunctionPair {
    return must(this.sites.get(call), "the call has a pair");
  }

  /** The record of the call, in the forward sweep. */
  recordOf(call: Value): Value {
    return must(this.made.get(call), "the forward sweep has the call").record;
  }

  /** What stands for the value in the forward sweep: a paired invoke gives way to that of the augmented primal at once. */
  resultOf(value: Value): Value {
    return this.made.get(value)?.result ?? value;
  }

  /** The paired invoke that ended `block` and went on to `next`; undefined when there is none. */
  invokeBetween(block: BasicBlock, next: BasicBlock): CallInst | undefined {
    const invoke = this.invokes.get(block);
    return invoke?.destinations[0] === next ? invoke : undefined;
  }

  /** A shadow of the pointer that the call returns; the pointer itself where that is to inactive memory. */
  shadowOf(call: CallInst, lane: number): Value {
    return must(this.made.get(call), "the forward sweep has the call").shadows[lane] ?? call;
  }

  /** The calls, in the order of the function's text. */
  get calls(): readonly CallInst[] {
    return [...this.sites.keys()].filter((call) => call instanceof CallInst);
  }

  /** Puts the augmented call before `call`, which stays until {@link finish}; does nothing when that has been done. */
  augment(
    call: CallInst,
    shadowsOf: (pointer: Value) => readonly Value[],
    buried: Value,
    services: GradientServices,
  ): void {
    if (this.made.has(call)) return;
    const { spec, augmented } = this.pairOf(call);
    for (const arg of call.args) if (arg.type.kind === "pointer") shadowsOf(arg);
    // The shadow of an argument that comes round a loop may have asked for that of this call's result.
    if (this.made.has(call)) return;
    const build = new IRBuilder(InsertPoint.before(call), services);
    const args: Value[] = [];
    call.args.forEach((arg, i) => {
      const type = at(spec.primal.functionType.params, i);
      args.push(build.bitcastPointer(arg, type));
      if (!hasShadow(spec.params[i])) return;
      args.push(...shadowsOf(arg).map((shadow) => build.bitcastPointer(shadow, type)));
    });
    const all = this.emitCall(call, augmented, [...args, buried], build);
    const record = build.extractValue(all, 0, { name: `${spec.primal.name}.record` });
    const hasResult = call.type.kind !== "void";
    const result = hasResult ? build.extractValue(all, 1) : null;
    const count = spec.returnsShadow ? widthOf(spec) : 0;
    const shadows = Array.from({ length: count }, (_, lane) => build.extractValue(all, 2 + lane));
    this.made.set(call, { record, result, shadows });
  }

  /** An invoke leaves its block for that of the augmented primal; what it gives is at hand where it goes on. */
  private emitCall(
    call: CallInst,
    augmented: Function,
    args: readonly Value[],
    build: IRBuilder,
  ): Value {
    if (call.opcode !== "invoke") return build.call(augmented, args);
    const block = must(call.parent, "the invoke is in a block");
    const made = new CallInst("invoke", augmented.functionType, augmented, args, {
      destinations: call.destinations,
    });
    block.unlink(call);
    block.append(made);
    this.invokes.set(block, call);
    build.point = InsertPoint.after(made);
    return made;
  }

  /** Takes the original calls out, when nothing asks for them any more by name. */
  finish(): void {
    for (const [call, { result }] of this.made) {
      if (!(call instanceof Instruction)) continue;
      if (result !== null) call.replaceAllUsesWith(result);
      if (call.parent === null) call.dropOperands();
      else call.erase();
    }
  }
}

/** Which derivatives go in and out of the call. */
function specOf(call: CallInst, facts: CallFacts): UnitSpec {
  const primal = must(calledFunction(call), "the call names a function");
  const choices = call.args.map((arg) => choiceFor(arg, facts));
  return {
    primal,
    name: primal.name,
    params: choices.map(({ word }) => word),
    mixed: choices.map(({ mixed }) => mixed),
    checked: choices.map(({ checked }) => checked),
    code: call.args.map((arg) => (withoutCasts(arg) instanceof Function ? arg : null)),
    returnActive: facts.activity.isActive(call),
    returnsShadow: call.type.kind === "pointer",
    resultInMemory: false,
    width: facts.width,
    ...(facts.marks === null ? {} : { marks: facts.marks.givenTo(call) }),
  };
}

/** How one argument is passed, and what is to be known of its memory. */
interface Choice {
  readonly word: ParamActivity;
  readonly mixed: boolean;
  readonly checked: boolean;
}

function choiceFor(arg: Value, facts: CallFacts): Choice {
  const { activity, memory } = facts;
  const plain = { mixed: false, checked: false };
  if (carriesFloat(arg.type)) return { word: activity.isActive(arg) ? "out" : "const", ...plain };
  if (!carriesPointer(arg.type)) return { word: "const", ...plain };
  const roots = memory.rootsOf(arg);
  const reached = [...memory.reachable(roots)];
  if (!reached.some((root) => activity.needsShadow(root))) return { word: "const", ...plain };
  return {
    word: "dup",
    mixed: ![...roots].every(facts.surelyShadowed),
    checked: facts.loses(reached),
  };
}
