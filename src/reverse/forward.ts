/** The forward sweep: the prepared clone, with stores of what the plan keeps. */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import type { Loop } from "../analysis/loops.ts";
import { must } from "../support/assert.ts";
import type { SweepParts } from "./backward.ts";
import type { Context } from "./context.ts";
import { ends } from "./counters.ts";
import { throwsOfShadowed } from "./exception-shadows.ts";
import type { Fields } from "./fields.ts";
import { reversePredecessors } from "./edges.ts";
import { freeing } from "./freeing.ts";
import { bury, buryThrown } from "./heap-calls.ts";
import { keepMarks } from "./mark-memory.ts";
import type { JointBodies } from "./joint/bodies.ts";
import type { Need } from "./needs.ts";
import { moveShadowPointers } from "./pointer-moves.ts";
import type { ShadowLanes } from "./shadows.ts";
import { inForward } from "./primal.ts";
import type { Field, Tape } from "./tape.ts";

/** Adds the stores. The tape must have been laid out, so that indices are at hand in every loop. */
export function keepValues(parts: SweepParts, buried: Value | null): void {
  const { context, plan, fields, shadows, tape, idle, slots, bodies } = parts;
  for (const lane of shadows.lanes) moveShadowPointers(context, lane, slots);
  for (const lane of shadows.lanes) keepMarks(context, lane, slots, buried);
  for (const call of context.deferred) {
    const { old } = must(freeing(call), "the call frees");
    const list = must(buried, "a function with deferred frees has a list");
    bury(call, shadows.of(call.operand(old)), list, context.services);
  }
  for (const call of [...throwsOfShadowed(context)]) {
    const list = must(buried, "a function that throws what has a shadow has a list");
    buryThrown(call, shadows.of(call.operand(0)), list, context.services);
  }
  for (const { need, loop } of plan.kept) {
    // What an iteration that is run again begins with is kept in the forward sweep, all else of it when it is run again.
    const isCarried = loop !== null && plan.joint.has(loop);
    const forward = isCarried ? (value: Value) => bodies.forwardOf(loop, value) : null;
    keepValue(context, need, fields, shadows, tape, forward);
  }
  for (const [block, field] of fields.selector) keepSelector(context, block, field, tape, idle);
  for (const [loop, field] of fields.last) keepLast(context, loop, field, tape, bodies);
}

function keepValue(
  context: Context,
  need: Need,
  fields: Fields,
  shadows: ShadowLanes,
  tape: Tape,
  forward: ((value: Value) => Value) | null,
): void {
  shadows.lanes.forEach((lane, i) => {
    // There is one record and one primal for all gradients.
    if (i > 0 && need.what !== "shadow") return;
    const own = inForward(context, lane, need);
    const stored = forward === null ? own : forward(own);
    const field =
      need.what === "shadow"
        ? fields.shadow.get(need.value)?.[i]
        : fields[need.what].get(need.value);
    const place = new IRBuilder(placeBehind(stored), context.services);
    tape.keep(place, must(field, "every kept value has a field"), stored);
  });
}

/** Behind the definition; behind all phis, and behind the tape's own index, for a phi. */
function placeBehind(value: Value): InsertPoint {
  if (!(value instanceof Instruction)) throw new Error("only instructions are kept");
  if (!(value instanceof PhiInst)) return InsertPoint.after(value);
  const block = must(value.parent, "the phi is in a block");
  return behindIndex(block);
}

/** Behind the phis and the code that computes the tape's index there. */
function behindIndex(block: BasicBlock): InsertPoint {
  return InsertPoint.beforeTerminator(block);
}

/** A phi of predecessor numbers, stored. */
function keepSelector(
  context: Context,
  block: BasicBlock,
  field: Field,
  tape: Tape,
  idle: ReadonlySet<Loop>,
): void {
  const { cfg, services } = context;
  const preds = reversePredecessors(context, idle, block);
  const build = new IRBuilder(InsertPoint.afterPhis(block), services);
  const phi = build.phi(field.type, field.name);
  for (const index of cfg.predecessors(cfg.numberOf(block))) {
    const pred = cfg.block(index);
    const number = constInt(field.type, selectorNumber(context, idle, preds, pred, block));
    // A switch may lead here by several cases, and a phi has an entry for each.
    for (const next of pred.terminator?.successors() ?? []) {
      if (next === block) phi.addIncoming(number, pred);
    }
  }
  build.point = behindIndex(block);
  tape.keep(build, field, phi);
}

/** The number that stands for an edge into `block`; edges out of one idle loop share theirs. */
function selectorNumber(
  { cfg, forest }: Context,
  idle: ReadonlySet<Loop>,
  preds: readonly BasicBlock[],
  pred: BasicBlock,
  block: BasicBlock,
): number {
  const own = preds.indexOf(pred);
  if (own >= 0) return own;
  const shared = preds.findIndex((other) => {
    for (let loop = forest.loopOf(pred); loop !== null; loop = loop.parent) {
      if (idle.has(loop) && loop.contains(other) && !loop.contains(block)) return true;
    }
    return false;
  });
  if (shared < 0) throw new Error(`no number for an edge to block ${cfg.numberOf(block)}`);
  return shared;
}

/**
 * Where the count is known when the loop is entered, it is stored then. Otherwise the counter is, at every iteration, so that whichever way
 * the loop is left its last number is there.
 */
function keepLast(
  { services }: Context,
  loop: Loop,
  field: Field,
  tape: Tape,
  bodies: JointBodies,
): void {
  const last = tape.lastAtEntry(loop);
  if (last !== null) {
    const [preheader] = ends(loop);
    const entry = new IRBuilder(InsertPoint.beforeTerminator(preheader), services);
    tape.keep(entry, field, last(entry));
    return;
  }
  const build = new IRBuilder(behindIndex(bodies.headerOf(loop)), services);
  tape.keep(build, field, bodies.counterOf(loop));
}
