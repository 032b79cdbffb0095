/**
 * The gradient of one function, forward and reverse sweep in one body. Every step is one line here and one file beside this one.
 */
import { ContentIndex } from "../analysis/contents.ts";
import type { Loop } from "../analysis/loops.ts";
import { Marks } from "../analysis/marks.ts";
import { MemoryModel } from "../analysis/memory.ts";
import { hasRule, registeredFacts } from "../analysis/registered.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Argument, type BasicBlock, Function, type Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { takeStackAsGeneral } from "../transform/stack-space.ts";
import { printFunction } from "../ir/print/printer.ts";
import type { Value } from "../ir/value.ts";
import { TsadError } from "../support/errors.ts";
import { must } from "../support/assert.ts";
import type { Trace } from "../support/trace.ts";
import { copyByvalArguments } from "../transform/byval.ts";
import { makeCallsDirect } from "../transform/direct-calls.ts";
import { lowerFortran } from "../transform/fortran/lower.ts";
import { heapifyPromoted } from "../transform/heapify.ts";
import { inlineByBudget, makeRoom } from "../transform/inline.ts";
import { plainCopies } from "../transform/plain-copies.ts";
import { clearStrings } from "../transform/cleared-strings.ts";
import { movesAsCopies } from "../transform/moves-as-copies.ts";
import { replaceKnownAsm } from "../transform/known-asm.ts";
import { endBehindCalls } from "../transform/never-return.ts";
import { nameThreadLocals } from "../transform/thread-locals.ts";
import { lowerAllocations } from "../transform/lower-allocations.ts";
import { personalityOf, setPersonality } from "../transform/exceptions.ts";
import { splitInvokeEdges } from "../transform/invoke-edges.ts";
import { lowerSorts } from "../transform/sort-calls.ts";
import { fixArgumentLists, lowerLists } from "../transform/variadic.ts";
import { prepare } from "../transform/prepare.ts";
import { returnThroughMemory } from "../transform/returned-pointers.ts";
import { retypeMoves } from "../transform/retype-moves.ts";
import { mapped } from "./apart/bound.ts";
import type { Requirement } from "./apart/intervals.ts";
import { isWorthwhile, noParting, type Parting } from "./apart/parting.ts";
import { hoistLoads } from "./apart/hoist-loads.ts";
import { markShadows, restrictShadows } from "./apart/restrict-shadows.ts";
import { addFastWay } from "./apart/two-ways.ts";
import { type SweepParts, emitBackward } from "./backward.ts";
import { decide, type Decisions, partingIn } from "./decide.ts";
import { emptyList, unburyHelper } from "./burial.ts";
import { isSynchronised } from "./derive-barrier.ts";
import { targetOf } from "./target.ts";
import { analyse, checkedApart, type Context, type GradientParams } from "./context.ts";
import { callerOf, emitRulePair } from "./custom-rule.ts";
import { returnExceptions } from "./caught-calls.ts";
import { loopCheckpointsOf, outlineLoops } from "./checkpoints.ts";
import { throwsOfShadowed } from "./exception-shadows.ts";
import { idleLoops } from "./edges.ts";
import { checkResult, finish } from "./finish.ts";
import { keepValues } from "./forward.ts";
import { generatedAttributes } from "./generated-attributes.ts";
import { type Halves, halvesOf } from "./halves.ts";
import { startFromZero } from "./global-shadows.ts";
import { clonePrimal } from "./clone-primal.ts";
import { dropUnneededStores, outputsOf } from "./unneeded-stores.ts";
import { heapCalls } from "../ir/heap.ts";
import { checkLegal, checkSignature } from "./legality.ts";
import { copiesMarked } from "./marked.ts";
import { describeActivity } from "./activity-text.ts";
import { describePlan } from "./plan-text.ts";
import { JointBodies } from "./joint/bodies.ts";
import { JointStates } from "./joint/states.ts";
import type { GradientServices } from "./services.ts";
import { ShadowLanes } from "./shadows.ts";
import { Slots } from "./slots.ts";
import { type GradientSpec, gradientType } from "./spec.ts";
import { type BothSweeps, splitSweeps } from "./split.ts";
import { expandGrowPoints, Tape } from "./tape.ts";
import { promoteVariables } from "./tidy.ts";
import { UndoneStores } from "./undone-stores.ts";
import { type FunctionPair, unitsOf } from "./units.ts";
import { sweepsType, type UnitSpec } from "./unit-spec.ts";

/** Whether other modules may call the generated function. */
export type Linkage = "external" | "internal";

/**
 * Adds the gradient of `spec.primal` to the module and returns it. Pairs of functions that it calls are added with it.
 * @throws TsadError for everything that is not proven sound
 */
export function generateGradient(
  asked: GradientSpec,
  linkage: Linkage,
  services: GradientServices,
  trace: Trace,
): Function {
  return emitGradient(asked, linkage, services, trace).fn;
}

/** The gradient, and what must hold where it is called. */
function emitGradient(
  asked: GradientSpec,
  linkage: Linkage,
  services: GradientServices,
  trace: Trace,
): { readonly fn: Function; readonly requirements: readonly Requirement[] } {
  const spec = throughRule(asked, services);
  checkSignature(spec.primal);
  const fn = services.addFunction({
    name: spec.name,
    type: gradientType(spec, services.types),
    prefix: linkage === "internal" ? "internal" : "",
    suffix: generatedAttributes(spec.primal, services),
  });
  const { parting, requirements } = emitSweeps({ spec, unit: null, fn, services, trace });
  fillPairs(fn, services, trace);
  finish(fn, services, trace);
  if (parting !== null)
    makeFastWay(fn, { ...spec, apart: parting.apart }, parting, services, trace);
  return { fn, requirements };
}

/** Where a check can tell that memory is apart, a gradient that relies on it is made, too, and called where the check holds. */
function makeFastWay(
  fn: Function,
  spec: GradientSpec,
  parting: Parting,
  services: GradientServices,
  trace: Trace,
): void {
  const name = services.freshName(`${spec.name}.apart`);
  const { fn: fast, requirements } = emitGradient({ ...spec, name }, "internal", services, trace);
  const own = requirements.map((each) => ({ ...each, bound: mapped(each.bound, ofCaller) }));
  function ofCaller(value: Value): Value {
    return fn.args[fast.args.findIndex((arg) => arg === value)] ?? value;
  }
  trace.step(
    "apart",
    () => {
      addFastWay(
        fn,
        fast,
        { ...parting, requirements: [...parting.requirements, ...own] },
        services,
      );
      checkResult(fn);
    },
    () => printFunction(fn),
  );
}

/**
 * Adds the two halves of the gradient of `spec.primal` to the module.
 * @throws TsadError for everything that is not proven sound
 */
export function generateHalves(asked: UnitSpec, services: GradientServices, trace: Trace): Halves {
  const spec = throughRule(asked, services);
  checkSignature(spec.primal);
  const pair = unitsOf(services).pairFor(spec);
  const halves = halvesOf(pair, spec.name, services);
  fillPairs(halves.augmented, services, trace);
  return halves;
}

/** A function that comes with its own gradient is differentiated by that, whoever asks. */
function throughRule<S extends GradientSpec>(spec: S, services: GradientServices): S {
  if (!hasRule(spec.primal, "gradient")) return spec;
  return { ...spec, primal: callerOf(spec.primal, services) };
}

/** Gives bodies to the pairs that have been asked for; `fn`, with which differentiation starts, zeroes the shadows of variables. */
function fillPairs(fn: Function, services: GradientServices, trace: Trace): void {
  unitsOf(services).fill((pair) => {
    generatePair(pair, services, trace);
  });
  startFromZero(fn, services);
}

/** Fills the two functions of a pair: both sweeps are made in one function, which is then split where the reverse one begins. */
function generatePair(pair: FunctionPair, services: GradientServices, trace: Trace): void {
  const { spec, augmented, reverse } = pair;
  if (hasRule(spec.primal, "gradient")) {
    const rule = must(registeredFacts(spec.primal).gradient, "the program has a gradient for it");
    emitRulePair(pair, rule, services);
    finish(augmented, services, trace);
    finish(reverse, services, trace);
    return;
  }
  if (fillLoop(pair, services, trace)) return;
  checkSignature(spec.primal, true);
  const bytes = heapCalls(services).pointer;
  const type = sweepsType(spec, services.types, bytes);
  const pointer = services.types.pointerTo(type, services.layout.programSpace);
  const fn = new Function(services, pointer, type, spec.primal.name, { isDeclaration: false });
  fn.args = type.params.map((param, index) => new Argument(fn, index, param, "", null));
  const both = emitSweeps({ spec, unit: spec, fn, services, trace });
  promoteVariables(fn);
  trace.step("split", () => {
    splitSweeps(both, { augmented, reverse }, services);
  });
  for (const half of [augmented, reverse]) {
    half.suffix = generatedAttributes(spec.primal, services);
    const personality = personalityOf(fn);
    if (personality !== "" && half === augmented) setPersonality(half, personality);
    finish(half, services, trace);
  }
}

/** Fills the pair of a loop that is checkpointed, whose iterations are differentiated one at a time; false where it is none. */
function fillLoop(pair: FunctionPair, services: GradientServices, trace: Trace): boolean {
  const makeSweeps = (spec: UnitSpec, name: string): Function => {
    checkSignature(spec.primal, true);
    const type = sweepsType(spec, services.types, heapCalls(services).pointer);
    const suffix = generatedAttributes(spec.primal, services);
    const fn = services.addFunction({ name, type, prefix: "internal", suffix });
    emitSweeps({ spec, unit: spec, fn, services, trace });
    finish(fn, services, trace);
    return fn;
  };
  if (loopCheckpointsOf(services)?.fill(pair, makeSweeps, services) !== true) return false;
  finish(pair.augmented, services, trace);
  finish(pair.reverse, services, trace);
  return true;
}

/** What the two sweeps are made of. */
interface SweepsRequest {
  readonly spec: GradientSpec;
  /** The spec again where the function is part of another. */
  readonly unit: UnitSpec | null;
  /** The function to be filled, without blocks. */
  readonly fn: Function;
  readonly services: GradientServices;
  readonly trace: Trace;
}

/** Both sweeps, and what a check at entry could tell; null where that is of no use. */
interface EmittedSweeps extends BothSweeps {
  readonly parting: Parting | null;
  /** What must hold where the function is called. */
  readonly requirements: readonly Requirement[];
}

/** Clones and prepares the primal in `fn`, and puts the reverse sweep behind it. */
function emitSweeps({ spec, unit, fn, services, trace }: SweepsRequest): EmittedSweeps {
  const shown = (made: Function) => () => printFunction(made);
  const params = trace.step("clone", () => clonePrimal(spec, unit, fn), shown(fn));
  const personality = personalityOf(spec.primal);
  if (personality !== "") setPersonality(fn, personality);

  trace.step(
    "inline",
    () => {
      resolveCalls(fn, services);
    },
    shown(fn),
  );
  trace.step("sorts", () => lowerSorts(fn, services), shown(fn));
  trace.step("allocations", () => lowerAllocations(fn, services), shown(fn));
  takeStackAsGeneral(fn, services);
  prepare(fn, services, trace);
  splitInvokeEdges(fn);
  dropLifetimes(fn);
  if (spec.apart !== undefined) {
    const options = checkedApart(spec, params.primal);
    trace.step("hoist", () => hoistLoads(fn, options, services), shown(fn));
  }
  trace.step(
    "retype",
    () => {
      retype(fn, spec, params, services);
    },
    shown(fn),
  );
  outlineLoops(
    { ...spec, ...params, fn, primal: spec.primal, isPart: unit !== null },
    services,
    trace,
  );
  const exit = returnOf(fn, spec);
  const context = trace.step(
    "analyse",
    () => analyse(spec, fn, params, exit, services, unit),
    shown(fn),
  );
  markShadows(context, new Set([...restrictShadows(context), ...(spec.apart?.shadow ?? [])]));
  // Before legality: what is refused can be looked at. What memory apart changes is the plan.
  if (spec.apart === undefined) {
    trace.step(
      "activity",
      () => context,
      (made) => describeActivity(made),
    );
  }
  trace.step("legality", () => {
    checkLegal(context);
  });
  const both = differentiateBody(context, trace);
  if (unit === null) dropUnneededStores(fn, outputsOf(spec, params), services);
  return both;
}

/** Gives moved integers the types of what they move; where only the run shows what that is, they become copies of bytes. */
function retype(
  fn: Function,
  { primal, marks }: GradientSpec,
  params: GradientParams,
  services: GradientServices,
): void {
  retypeMoves(fn, services);
  if (marks === undefined) return;
  const known = new Marks(new ContentIndex(fn, primal), fn, params.primal, marks);
  clearStrings(fn, known, services);
  movesAsCopies(fn, known, services);
}

/** Makes calls direct, and inlines those that are worth it. */
function resolveCalls(fn: Function, services: GradientServices): void {
  let memory: MemoryModel | null = null;
  makeCallsDirect(fn, services, {
    inline: () => {
      memory = null;
      return inlineFixed(fn, services);
    },
    narrow: (call, fitting) => {
      memory ??= new MemoryModel(fn, { trustPointerCalls: true });
      return possibleCallees(call, fitting, memory);
    },
  });
  endBehindCalls(fn);
  lowerFortran(fn, services);
  returnThroughMemory(fn, services);
  lowerLists(fn, services);
  nameThreadLocals(fn);
  replaceKnownAsm(fn, services);
  plainCopies(fn, services);
  copyByvalArguments(fn, services);
  returnExceptions(fn, services);
  heapifyPromoted(fn, services, { frees: "later" });
}

/** Inlines by budget as long as there is room; what comes in may call variadic functions, of which the copies for those calls may be inlined in turn. */
function inlineFixed(fn: Function, services: GradientServices): number {
  let count = 0;
  do {
    count += inlineByBudget(fn, services);
  } while (fixArgumentLists(fn, services) > 0 || makeRoom(fn, services));
  return count;
}

/**
 * Leaves out of the functions that fit a call through a pointer those of a library that the pointer cannot be, where all that it can be are
 * known. A call through one pointer may change where another leads, so no function of the module is left out; one of a library
 * that such a call brings in would end the program with a message.
 */
function possibleCallees(
  call: CallInst,
  fitting: readonly Function[],
  memory: MemoryModel,
): readonly Function[] {
  const targets = [...memory.rootsOf(call.callee)];
  const known = new Set(targets.map((root) => root.value));
  // A table of functions may have data beside them.
  const isKnown = targets.every((root) => root.kind === "global");
  const possible = fitting.filter((candidate) => known.has(candidate));
  if (!isKnown || possible.length === 0) return fitting;
  return fitting.filter((candidate) => known.has(candidate) || !candidate.isDeclaration);
}

/** Plan, forward sweep, reverse sweep. */
function differentiateBody(context: Context, trace: Trace): EmittedSweeps {
  const { fn, services, params } = context;
  const shown = (): string => printFunction(fn);
  const idle = idleLoops(context);
  // Bounds of what is accessed are found in the primal, before anything is added to it.
  const parting = partingIn(context);
  const { plan, counts, fields, joint } = trace.step(
    "plan",
    () => decide(context, idle),
    (made) => describePlan(context, made.plan, made.fields),
  );
  const helps = parting !== null && isWorthwhile(parting, plan, context);
  const unparted = joint.wantsCheck ? noParting : null;
  const { parts, buried } = partsOf(context, { plan, counts, fields }, idle);
  const { shadows, tape } = parts;
  const results: Value[] = [];
  trace.step(
    "forward",
    () => {
      shadows.augmentCalls();
      parts.undone.keepOverwritten();
      keepValues(parts, buried);
      parts.states.keep(parts.bodies);
      results.push(...resultsOf(context, shadows));
    },
    shown,
  );
  const turn = trace.step("backward", () => emitBackward(parts), shown);
  context.pairs.finish();
  freeOnException(fn, services, (build) => {
    tape.freeAll(build);
    parts.atEnd(build);
  });
  expandGrowPoints(tape, context);
  const forwardArgs = fn.args.filter((arg) => !params.seeds.includes(arg));
  return {
    fn,
    turn,
    results,
    forwardArgs,
    reverseArgs: params.seeds,
    parting: helps ? parting : unparted,
    requirements: joint.requirements,
  };
}

/** What both sweeps are emitted with, and the list of buried memory. */
function partsOf(
  context: Context,
  { plan, counts, fields }: Decisions,
  idle: ReadonlySet<Loop>,
): { readonly parts: SweepParts; readonly buried: Value | null } {
  const { fn, services } = context;
  const bodies = new JointBodies(context, plan.joint);
  const slots = new Slots(fn, services);
  const { buried, free } = burial(context);
  const shadows = new ShadowLanes(context, buried);
  const tape = new Tape(context, slots, fields.all, counts, bodies);
  const undone = new UndoneStores(context, { plan, fields, tape, slots });
  const states = new JointStates(context, plan.joint.values(), { fields, tape, slots, counts });
  const own = { plan, fields, shadows, tape, slots, idle, undone, bodies, states };
  const atEnd = (build: IRBuilder): void => {
    free(build);
    // What the caller does next must not meet with what other threads do in the reverse of the beginning.
    if (isSynchronised(context)) targetOf(services)?.wait(build, services);
  };
  return { parts: { context, ...own, atEnd }, buried };
}

/** An exception that leaves the function takes the tape with it. */
function freeOnException(
  fn: Function,
  services: GradientServices,
  free: (build: IRBuilder) => void,
): void {
  for (const block of fn.blocks) {
    const last = block.terminator;
    if (last?.opcode === "resume") free(new IRBuilder(InsertPoint.before(last), services));
  }
}

/** The list of buried memory: the caller's for a part, else one of the function's own, which is freed at its end. */
function burial(context: Context): {
  buried: Value | null;
  free: (build: IRBuilder) => void;
} {
  const { params, pairs, deferred, fn, services } = context;
  if (params.buried !== null) return { buried: params.buried, free: () => undefined };
  const throws = [...throwsOfShadowed(context)].length > 0;
  const records = context.cfg.order.some((b) => [...b].some((i) => copiesMarked(i, context)));
  if (!pairs.some && deferred.size === 0 && !throws && !records)
    return { buried: null, free: () => undefined };
  const buried = emptyList(new IRBuilder(InsertPoint.atStart(fn.entry), services), services);
  return {
    buried,
    free: (build) => {
      build.call(unburyHelper(services), [buried]);
    },
  };
}

/** What an augmented primal gives back beside the record; each goes through a freeze, which keeps track of it while slots are promoted. */
function resultsOf({ ret, part, services }: Context, shadows: ShadowLanes): Instruction[] {
  const [result] = ret.operands;
  if (part === null || result === undefined) return [];
  const build = new IRBuilder(InsertPoint.before(ret), services);
  const values = part.spec.returnsShadow ? [result, ...shadows.of(result)] : [result];
  return values.map((value) => build.freeze(value));
}

/** The reverse sweep reads local memory after what was the end of its life. */
function dropLifetimes(fn: Function): void {
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst) || inst.isUsed) continue;
    if (/^llvm\.(lifetime|invariant)\./.test(inst.callee.name ?? "")) inst.erase();
  }
}

function returnOf(fn: Function, spec: GradientSpec): { block: BasicBlock; ret: Instruction } {
  for (const block of fn.blocks) {
    if (block.terminator?.opcode === "ret") return { block, ret: block.terminator };
  }
  throw new TsadError("E_NO_RETURN", {
    function: spec.primal.name,
    details: { name: spec.primal.name },
  });
}
