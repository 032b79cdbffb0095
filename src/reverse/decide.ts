/** The decisions: what the reverse sweep needs, how it gets it, and what the tape holds for that. */
import type { Loop } from "../analysis/loops.ts";
import type { Symbolic } from "../analysis/symbolic.ts";
import type { BasicBlock } from "../ir/graph.ts";
import type { LoadInst } from "../ir/instructions.ts";
import { must } from "../support/assert.ts";
import { type Parting, partingOf } from "./apart/parting.ts";
import type { Context } from "./context.ts";
import { type Counts, countsOf } from "./counts.ts";
import { isSynchronised } from "./derive-barrier.ts";
import { derivationOf, takesPart } from "./dispatch.ts";
import { type idleLoops, isSkipped, selectorsOf } from "./edges.ts";
import { type Fields, fieldsOf, hasCount } from "./fields.ts";
import { type JointLoops, jointLoops, noJointLoops } from "./joint/choose.ts";
import { noLoops } from "./joint/loop.ts";
import type { Need } from "./needs.ts";
import { makePlan, type Plan } from "./plan.ts";
import { planModes, Recomputation } from "./recompute.ts";
import { returningBlocks } from "./returning.ts";

/** What a check at entry could tell; null for a part, for what is made for such a check, and where the plan keeps everything. */
export function partingIn(context: Context): Parting | null {
  const { part, spec, services } = context;
  const isAsked = part === null && spec.apart === undefined && planModes(services).mode === "cut";
  // Threads that find different things would wait at different places.
  return isAsked && !isSynchronised(context) ? partingOf(context) : null;
}

/** What the reverse sweep needs, how it gets it, and what the tape holds for that. */
export function decide(
  context: Context,
  idle: ReturnType<typeof idleLoops>,
): Decisions & { joint: JointLoops } {
  const hasReverse = (block: BasicBlock): boolean =>
    returningBlocks(context).has(block) && !isSkipped(context, idle, block);
  const recomputation = new Recomputation(context, hasReverse);
  const first = planWith(context, idle, recomputation, noLoops);
  if (planModes(context.services).mode === "keep-all") return { ...first, joint: noJointLoops };
  const joint = jointLoops(context, first.plan, first.fields, recomputation);
  const { loops } = joint;
  if (loops.size === 0) return { ...first, joint };
  const isAgain = (block: BasicBlock): boolean =>
    [...loops.keys()].some((loop) => loop.contains(block));
  const given = {
    carried: new Set([...loops.values()].flatMap((each) => [...each.carried])),
    settled: new Set([...loops.values()].flatMap((each) => [...each.settled])),
    isRestored: ({ parent }: LoadInst) => parent !== null && isAgain(parent),
  };
  const others = new Recomputation(context, (block) => hasReverse(block) && !isAgain(block), given);
  return { ...planWith(context, idle, others, loops), joint };
}

/** The plan, and what follows from it. */
export interface Decisions {
  readonly plan: Plan;
  readonly counts: Counts;
  readonly fields: Fields;
}

/** The plan in which the iterations of the loops of `joint` are run again. */
function planWith(
  context: Context,
  idle: ReturnType<typeof idleLoops>,
  recomputation: Recomputation,
  joint: Plan["joint"],
): Decisions {
  const counts = countsOf(context, joint);
  const unknown = context.forest.loops.flatMap((loop): [Loop, Symbolic][] => {
    const count =
      hasCount(loop, counts) || isSkipped(context, idle, loop.header)
        ? null
        : counts.inValues(loop);
    return count === null ? [] : [[loop, count]];
  });
  const plan = makePlan(context, {
    needs: needsOf(context, idle),
    selectors: selectorsOf(context, idle),
    counts: new Map(unknown),
    recomputation,
    joint,
  });
  return { plan, counts, fields: fieldsOf(context, plan, idle, counts) };
}

/** What all reverse steps together ask of the forward sweep. */
function* needsOf(context: Context, idle: ReturnType<typeof idleLoops>): Generator<Need> {
  for (const block of context.cfg.order) {
    if (isSkipped(context, idle, block)) continue;
    for (const inst of block) {
      if (!takesPart(inst, context)) continue;
      yield* must(derivationOf(inst), "legality found a derivation").needs(inst, context);
    }
  }
}
