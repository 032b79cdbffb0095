/** What every step of the reverse pass reads: the function under construction and the analyses of it. */
import { Activity } from "../analysis/activity.ts";
import { Cfg } from "../analysis/cfg.ts";
import { ContentIndex } from "../analysis/contents.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { LoopForest } from "../analysis/loops.ts";
import { MemoryModel, type Roots } from "../analysis/memory.ts";
import type { Argument, BasicBlock, Function, Instruction } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { addCounters, type Counters } from "./counters.ts";
import type { GradientServices } from "./services.ts";
import { noteLanes } from "./undefined-lanes.ts";
import { markSpeculated } from "./speculation.ts";
import { type GradientSpec, hasShadow } from "./spec.ts";

/** The parameters of the generated function. */
export interface GradientParams {
  /** In the primal's order. */
  readonly primal: readonly Argument[];
  /** The shadow of a parameter. */
  readonly shadow: ReadonlyMap<Value, Argument>;
  /** The adjoint of the return value, where that is active. */
  readonly seed: Argument | null;
  /** Where several derivatives are stored; null when they are returned. */
  readonly result: Argument | null;
}

/** The function under construction: at first a prepared clone of the primal's body, later the forward sweep of the gradient. */
export interface Context {
  readonly spec: GradientSpec;
  readonly fn: Function;
  readonly services: GradientServices;
  readonly params: GradientParams;
  readonly cfg: Cfg;
  readonly dominators: DominatorTree;
  readonly forest: LoopForest;
  readonly memory: MemoryModel;
  readonly activity: Activity;
  readonly contents: ContentIndex;
  readonly counters: Counters;
  /** The one block that returns, and its `ret`. */
  readonly exit: BasicBlock;
  readonly ret: Instruction;
}

/** Analyses the prepared clone `fn`; `exit` is its returning block. Adds a counter to each loop. */
export function analyse(
  spec: GradientSpec,
  fn: Function,
  params: GradientParams,
  exit: { readonly block: BasicBlock; readonly ret: Instruction },
  services: GradientServices,
): Context {
  const cfg = new Cfg(fn);
  const dominators = new DominatorTree(cfg);
  const forest = new LoopForest(dominators);
  markSpeculated(cfg);
  noteLanes(cfg);
  const counters = addCounters(fn, forest, services);
  const memory = new MemoryModel(fn);
  const withActivity = (wanted: (i: number) => boolean): Set<Argument> =>
    new Set(params.primal.filter((_, i) => wanted(i)));
  const contents = new ContentIndex(fn, memory);
  const activity = new Activity(memory, contents, {
    out: withActivity((i) => spec.params[i] === "out"),
    dup: withActivity((i) => hasShadow(spec.params[i])),
    returnActive: spec.returnActive,
  });
  return {
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
    counters,
    exit: exit.block,
    ret: exit.ret,
  };
}

/** Has the memory behind a pointer a shadow: always, never, or only known when the program runs? */
export type PointerActivity = "active" | "inactive" | "mixed";

/** The activity of the memory that `pointer` may point to. */
export function pointerActivity(context: Context, pointer: Value): PointerActivity {
  return rootsActivity(context, context.memory.rootsOf(pointer));
}

/** As {@link pointerActivity}, of a set of roots. */
export function rootsActivity({ activity }: Context, roots: Roots): PointerActivity {
  let some = false;
  let all = true;
  for (const root of roots) {
    if (activity.isActiveRoot(root)) some = true;
    else all = false;
  }
  if (!some) return "inactive";
  return all ? "active" : "mixed";
}
