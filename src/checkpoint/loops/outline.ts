/**
 * Puts a call in the place of a marked loop: of a function that runs a step until it says that the loop is left. One iteration becomes the
 * step, in which every way out is a number that it returns, so that breaks, returns and several latches are one case.
 */
import { Cfg } from "../../analysis/cfg.ts";
import { ContentIndex } from "../../analysis/contents.ts";
import { DominatorTree } from "../../analysis/dominators.ts";
import { type Loop, LoopForest } from "../../analysis/loops.ts";
import { MemoryModel } from "../../analysis/memory.ts";
import { forgetSummaries } from "../../analysis/objects/summaries.ts";
import { emitTripCount, tripCount } from "../../analysis/tripcount.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { placesOf } from "../../ir/debug-info.ts";
import { Argument, type BasicBlock, type Function, Instruction } from "../../ir/graph.ts";
import { constInt } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";
import { literalOf } from "../../reverse/request/origin.ts";
import type { MarkedCode } from "../../reverse/checkpoints.ts";
import { refuse } from "../../reverse/fail.ts";
import type { GradientServices } from "../../reverse/services.ts";
import { targetOf } from "../../reverse/target.ts";
import { must } from "../../support/assert.ts";
import { freeLater } from "../../transform/heapify.ts";
import { rotateLoop } from "../../transform/rotate.ts";
import { isCallOf, type Mark, markNames, marksIn, regionNames } from "./marks.ts";
import { moveLoop } from "./move.ts";
import { isStep, noteLoop } from "./outlined.ts";
import { sinkAddresses } from "./sink.ts";
import { type Region, stateOf } from "./state.ts";
import { stateTable } from "./table.ts";

/** Outlines the marked loops of `code.fn`, the outermost ones; those inside of them are marked in their steps. */
export function outlineLoops(code: MarkedCode, services: GradientServices): string {
  const { fn, primal } = code;
  if (![...fn.instructions()].some((inst) => isCallOf(inst, markNames))) {
    eraseCalls(fn, regionNames);
    return "";
  }
  const isWide = code.width !== undefined && code.width > 1;
  const [first] = marksIn(fn, primal);
  if (first !== undefined && (targetOf(services) !== null || isWide)) {
    const { call } = first;
    const reason = isWide
      ? "several gradients at once, enzyme_width, cannot be made of a checkpointed loop"
      : "threads of a GPU cannot keep the states of a checkpointed loop";
    throw refuse("E_CHECKPOINT", call, { primal, reason });
  }
  const tables: string[] = [];
  for (let mark = nextMark(code); mark !== null; mark = nextMark(code)) {
    tables.push(outline(mark, code, services));
  }
  eraseCalls(fn, regionNames);
  forgetSummaries(services);
  return tables.join("\n");
}

function eraseCalls(fn: Function, names: RegExp): void {
  for (const inst of fn.instructions()) if (isCallOf(inst, names)) inst.erase();
}

function forestOf(fn: Function): LoopForest {
  return new LoopForest(new DominatorTree(new Cfg(fn)));
}

/** The mark of an outermost marked loop. Marks that say that there is none are taken out. */
function nextMark({ fn, primal }: MarkedCode): Mark | null {
  const forest = forestOf(fn);
  const byLoop = new Map<Loop, Mark>();
  for (const mark of marksIn(fn, primal)) {
    if (mark.schedule === null) {
      mark.call.erase();
      continue;
    }
    const loop = forest.loopOf(must(mark.call.parent, "the mark is in a block"));
    if (loop === null) {
      const reason = "the mark of a checkpointed loop is outside of any loop";
      throw refuse("E_CHECKPOINT", mark.call, { primal, reason });
    }
    const other = byLoop.get(loop);
    if (other === undefined) byLoop.set(loop, mark);
    else if (saysTheSame(mark, other)) mark.call.erase();
    else {
      const reason = "a loop has two marks that do not say the same";
      throw refuse("E_CHECKPOINT", mark.call, { primal, reason });
    }
  }
  for (const [loop, mark] of byLoop) {
    let outer = loop.parent;
    while (outer !== null && !byLoop.has(outer)) outer = outer.parent;
    if (outer === null) return mark;
  }
  return null;
}

/** A compiler may have made two of one mark. */
function saysTheSame(a: Mark, b: Mark): boolean {
  if (a.schedule !== b.schedule) return false;
  return (
    a.budget === b.budget ||
    (literalOf(a.budget) !== null && literalOf(a.budget) === literalOf(b.budget))
  );
}

function outline(mark: Mark, code: MarkedCode, services: GradientServices): string {
  const { fn, primal } = code;
  const marked = must(mark.call.parent, "the mark is in a block");
  rotateLoop(must(forestOf(fn).loopOf(marked), "the mark is in a loop"), fn);
  const dominators = new DominatorTree(new Cfg(fn));
  const loop = must(new LoopForest(dominators).loopOf(marked), "the mark is in a loop");
  const { preheader, latch } = loop;
  if (preheader === null || latch === null || loop.exits().length === 0) {
    const reason = "the loop is never left, or is entered by a computed jump";
    throw refuse("E_CHECKPOINT", mark.call, { primal, reason });
  }
  const budget = budgetOf(mark, loop, primal);
  const location = locationOf(mark, primal);
  mark.call.erase();
  sinkAddresses(loop);
  const contents = new ContentIndex(fn, primal);
  const memory = new MemoryModel(fn, { isNeverFollowed: (load) => contents.isNeverFollowed(load) });
  const isOfNumbers = (pointer: Value): boolean => {
    const leaves = [...contents.leavesBehind(contents.endOf(pointer), null)];
    return (
      leaves.length > 0 && leaves.every(({ type }) => type.kind === "float" || type.kind === "int")
    );
  };
  const build = new IRBuilder(InsertPoint.beforeTerminator(preheader), services);
  const where = {
    fn,
    loop,
    memory,
    primal,
    isOfNumbers,
    dominators,
    shadow: code.shadow,
    isPart: code.isPart && !isStep(primal),
    build,
  };
  const { regions, frees } = stateOf(where);
  checkThere(regions, mark, where);
  for (const call of frees) putOff(call, services);
  const count = tripCount(loop, dominators);
  const steps = count?.exact === true ? stepsOf(build, count) : null;
  const { i64 } = services.types;
  const amount = budget.type === i64 ? budget : build.cast("sext", budget, i64);
  const table = stateTable({ loop, regions, steps, mark, place: location });
  const { loopParams, ...moved } = moveLoop(where, { regions, steps, budget: amount }, services);
  noteLoop({
    ...moved,
    ...loopParams,
    schedule: mark.schedule ?? "store-all",
    name: primal.name,
    location,
  });
  return table;
}

/** An iteration more than the latch branches back. */
function stepsOf(build: IRBuilder, count: Parameters<typeof emitTripCount>[1]): Value {
  const back = emitTripCount(build, count);
  return build.binary("add", back, constInt(back.type, 1));
}

/** The budget, which must be there before the loop. */
function budgetOf({ call, budget }: Mark, loop: Loop, primal: Function): Value {
  const isInside =
    budget instanceof Instruction && budget.parent !== null && loop.contains(budget.parent);
  if (!isInside) return budget;
  const reason = "the budget of a checkpointed loop is computed in the loop";
  throw refuse("E_CHECKPOINT", call, { primal, reason });
}

/** Sizes and addresses must be there in front of the loop. */
function checkThere(
  regions: readonly Region[],
  { call }: Mark,
  { loop, dominators, primal }: { loop: Loop; dominators: DominatorTree; primal: Function },
): void {
  const preheader: BasicBlock = must(loop.preheader, "the loop is simple");
  for (const { pointer, bytes } of regions) {
    for (const value of [pointer, bytes]) {
      if (!(value instanceof Instruction) || value instanceof Argument || value.parent === null)
        continue;
      if (value.parent === preheader || dominators.dominatesBlock(value.parent, preheader))
        continue;
      const reason =
        "the size of memory that a checkpointed loop writes is not known on every way to it";
      throw refuse("E_CHECKPOINT", call, { primal, reason });
    }
  }
}

/** Memory that the loop needs when it is reversed is freed when all is done. */
function putOff(call: Instruction, services: GradientServices): void {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const later = services.declareFunction(freeLater, types.fn(types.void, [bytes]));
  const build = new IRBuilder(InsertPoint.before(call), services);
  build.call(later, [build.bitcastPointer(call.operand(0), bytes)]);
  call.erase();
}

/** The place in the source where debug information has it, else that in the text. */
function locationOf({ call }: Mark, primal: Function): string {
  const { module } = primal;
  for (const { user } of call.callee.uses()) {
    if (!(user instanceof Instruction) || user.position !== call.position) continue;
    const [source] = placesOf(user.metadata, { node: (reference) => module.node?.(reference) });
    if (source !== undefined) return `${source.file}:${source.line}`;
  }
  const place = call.position < 0 ? undefined : module.locate?.(call.position);
  return place === undefined ? module.file : `${place.file}:${place.line}`;
}
