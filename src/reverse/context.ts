/** What every step of the reverse pass reads: the function under construction and the analyses of it. */
import { Activity } from "../analysis/activity.ts";
import { Cfg } from "../analysis/cfg.ts";
import { ContentIndex } from "../analysis/contents.ts";
import { Marks } from "../analysis/marks.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { LoopForest } from "../analysis/loops.ts";
import { calledFunction } from "../analysis/effects.ts";
import { MemoryModel, type Root, type Roots } from "../analysis/memory.ts";
import { isBehindGlobal, type MemoryOptions } from "../analysis/roots.ts";
import type { Argument, BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst, type LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { freeLater } from "../transform/heapify.ts";
import { freeing } from "./freeing.ts";
import { addCounters, type Counters } from "./counters.ts";
import { loses } from "./outside-memory.ts";
import { PairCalls } from "./pair-calls.ts";
import type { GradientServices } from "./services.ts";
import { noteLanes } from "./undefined-lanes.ts";
import { markSpeculated } from "./speculation.ts";
import { areApart, type GradientSpec, hasShadow, widthOf } from "./spec.ts";
import type { UnitSpec } from "./unit-spec.ts";

/** The parameters of the generated function. */
export interface GradientParams {
  /** In the primal's order. */
  readonly primal: readonly Argument[];
  /** The shadows of a parameter, one for each gradient. */
  readonly shadow: ReadonlyMap<Value, readonly Argument[]>;
  /** The adjoints of the return value, one for each gradient, where that is active. */
  readonly seeds: readonly Argument[];
  /** Where several derivatives are stored; null when they are returned. */
  readonly result: Argument | null;
  /** The caller's list of buried memory; null where the function has its own. */
  readonly buried: Argument | null;
}

/** What a function that is part of another has beside its own parameters. */
export interface Part {
  readonly spec: UnitSpec;
  /** Parameters whose memory may be inactive, which a comparison with the shadow tells. */
  readonly mixed: ReadonlySet<Value>;
  /** Parameters by which memory is reached where a derivative may be lost: see outside-memory.ts. */
  readonly checked: ReadonlySet<Value>;
}

/** The function under construction: at first a prepared clone of the primal's body, later the forward sweep of the gradient. */
export interface Context {
  readonly spec: GradientSpec;
  readonly fn: Function;
  readonly services: GradientServices;
  readonly params: GradientParams;
  /** Null for a gradient, which is the whole of what is differentiated. */
  readonly part: Part | null;
  /** Calls that free memory which the reverse sweep needs. */
  readonly deferred: ReadonlySet<CallInst>;
  /** Calls that are differentiated by pairs. */
  readonly pairs: PairCalls;
  readonly cfg: Cfg;
  readonly dominators: DominatorTree;
  readonly forest: LoopForest;
  readonly memory: MemoryModel;
  readonly activity: Activity;
  readonly contents: ContentIndex;
  /** Which memory marks tell of; null where they are not used. */
  readonly marks: Marks | null;
  /** The records of copies of such memory, in the forward sweep. */
  readonly markRecords: Map<Value, Value>;
  readonly counters: Counters;
  /** The one block that returns, and its `ret`. */
  readonly exit: BasicBlock;
  readonly ret: Instruction;
}

function marksOf(
  { marks }: GradientSpec,
  contents: ContentIndex,
  params: readonly Argument[],
): Marks | null {
  return marks === undefined ? null : new Marks(contents, contents.fn, params, marks);
}

/** Analyses the prepared clone `fn`; `exit` is its returning block. Adds a counter to each loop. */
export function analyse(
  spec: GradientSpec,
  fn: Function,
  params: GradientParams,
  exit: { readonly block: BasicBlock; readonly ret: Instruction },
  services: GradientServices,
  unit: UnitSpec | null = null,
): Context {
  const cfg = new Cfg(fn);
  const dominators = new DominatorTree(cfg);
  const forest = new LoopForest(dominators);
  markSpeculated(cfg);
  noteLanes(cfg);
  const counters = addCounters(fn, forest, services);
  const contents = new ContentIndex(fn, spec.primal);
  const isNeverFollowed = (load: LoadInst): boolean => contents.isNeverFollowed(load);
  const memory = new MemoryModel(fn, { isNeverFollowed, ...checkedApart(spec, params.primal) });
  const withActivity = (wanted: (i: number) => boolean): Set<Argument> =>
    new Set(params.primal.filter((_, i) => wanted(i)));
  const marks = marksOf(spec, contents, params.primal);
  const inputs = {
    out: withActivity((i) => spec.params[i] === "out"),
    dup: withActivity((i) => hasShadow(spec.params[i])),
    returnActive: spec.returnActive,
    isPart: unit !== null,
  };
  const activity = new Activity(memory, contents, inputs, marks);
  const part = unit === null ? null : partOf(unit, params.primal);
  const isShadowed = (root: Root): boolean =>
    activity.needsShadow(root) && !maybeWithout(part, root) && !activity.isConstantArgument(root);
  const facts = { memory, activity, services, part };
  const pairs = new PairCalls(fn, {
    ...facts,
    surelyShadowed: isShadowed,
    loses: (roots) => loses(facts, roots),
    marks,
    width: widthOf(spec),
  });
  return {
    part,
    pairs,
    deferred: deferredFrees(fn, memory, activity),
    spec,
    fn,
    services,
    params,
    cfg,
    dominators,
    forest,
    memory,
    activity,
    contents,
    marks,
    markRecords: new Map(),
    counters,
    exit: exit.block,
    ret: exit.ret,
  };
}

/** What the caller has checked, for a model of memory. */
export function checkedApart(
  { apart }: GradientSpec,
  primal: readonly Argument[],
): Pick<MemoryOptions, "areApart"> {
  return apart === undefined ? {} : { areApart: areApart(apart, primal) };
}

function partOf(spec: UnitSpec, primal: readonly Argument[]): Part {
  const those = (flags: readonly boolean[] | undefined): Set<Value> =>
    new Set(primal.filter((_, i) => flags?.[i] === true));
  return { spec, mixed: those(spec.mixed), checked: those(spec.checked) };
}

/** The calls that free memory which has a shadow, or may have one, and those that are to be done at the end. */
function deferredFrees(
  fn: Function,
  memory: MemoryModel,
  activity: Activity,
): ReadonlySet<CallInst> {
  const found = new Set<CallInst>();
  for (const inst of fn.instructions()) {
    const row = inst instanceof CallInst ? freeing(inst) : null;
    if (row === null || !(inst instanceof CallInst)) continue;
    const roots = [...memory.rootsOf(inst.operand(row.old))];
    const isLate = calledFunction(inst)?.name === freeLater;
    if (isLate || roots.some((root) => activity.needsShadow(root))) found.add(inst);
  }
  return found;
}

/** Has the memory behind a pointer a shadow: always, never, or only known when the program runs? */
export type PointerActivity = "active" | "inactive" | "mixed";

/** The activity of the memory that `pointer` may point to. */
export function pointerActivity(context: Context, pointer: Value): PointerActivity {
  return rootsActivity(context, context.memory.rootsOf(pointer));
}

/** As {@link pointerActivity}, of a set of roots. */
export function rootsActivity(context: Context, roots: Roots): PointerActivity {
  const kinds = new Set<PointerActivity>();
  for (const root of roots) kinds.add(rootActivity(context, root));
  const [only] = kinds;
  return kinds.size > 1 ? "mixed" : (only ?? "inactive");
}

/** Has the memory behind `pointer` a shadow for certain, be it for floats or for pointers? */
export function surelyShadowed(context: Context, pointer: Value): boolean {
  return [...context.memory.rootsOf(pointer)].every((root) => isShadowed(context, root));
}

/** As {@link surelyShadowed}, of a node of a container, which no text is. */
export function surelyShadowedNode(context: Context, node: Value): boolean {
  const roots = [...context.memory.rootsOf(node)];
  return roots.every((root) => root === context.memory.text || isShadowed(context, root));
}

function isShadowed({ activity, part }: Context, root: Root): boolean {
  return activity.needsShadow(root) && !maybeWithout(part, root);
}

/** As {@link pointerActivity}, of one root. */
function rootActivity({ activity, part }: Context, root: Root): PointerActivity {
  if (!activity.isActiveRoot(root)) return "inactive";
  return maybeWithout(part, root) ? "mixed" : "active";
}

/** What a part is given to memory through, its callers may have left without a shadow; so has the program with what globals lead to. */
function maybeWithout(part: Part | null, root: Root): boolean {
  const { kind, value } = root;
  if (kind === "handed" || isBehindGlobal(root)) return true;
  if (part === null || value === null) return false;
  return kind === "content" || part.mixed.has(value);
}
