/** How the reverse sweep finds its way: which predecessor a block was entered from, and which loops it need not enter at all. */
import type { Loop } from "../analysis/loops.ts";
import type { BasicBlock } from "../ir/graph.ts";
import type { Context } from "./context.ts";
import { takesPart } from "./dispatch.ts";
import type { Selector } from "./plan.ts";

/** The loops whose reverse would do nothing, outermost ones only matter: no instruction and no phi in them takes part. */
export function idleLoops(context: Context): ReadonlySet<Loop> {
  const idle = new Set<Loop>();
  for (let i = context.forest.loops.length - 1; i >= 0; i--) {
    const loop = context.forest.loops[i];
    if (loop === undefined) continue;
    const inner = loop.children.every((child) => idle.has(child));
    if (inner && loop.blocks.every((block) => isIdle(block, loop, context))) idle.add(loop);
  }
  return idle;
}

function isIdle(block: BasicBlock, loop: Loop, context: Context): boolean {
  // Blocks of inner loops have been looked at already.
  if (context.forest.loopOf(block) !== loop) return true;
  for (const inst of block) {
    if (takesPart(inst, context)) return false;
    if (inst.opcode === "phi" && context.activity.isActive(inst)) return false;
  }
  return true;
}

/** The outermost idle loop around `from` that does not hold `to`; null when there is none. */
export function skippedLoop(
  context: Context,
  idle: ReadonlySet<Loop>,
  from: BasicBlock,
  to: BasicBlock,
): Loop | null {
  let found: Loop | null = null;
  for (let loop = context.forest.loopOf(from); loop !== null; loop = loop.parent) {
    if (!loop.contains(to) && idle.has(loop)) found = loop;
  }
  return found;
}

/** The loops that the edge leaves, outermost first. */
export function loopsLeft(context: Context, from: BasicBlock, to: BasicBlock): Loop[] {
  const left: Loop[] = [];
  for (let loop = context.forest.loopOf(from); loop !== null; loop = loop.parent) {
    if (!loop.contains(to)) left.unshift(loop);
  }
  return left;
}

/** True when a block lies in an idle loop, so that it has no reverse. */
export function isSkipped(context: Context, idle: ReadonlySet<Loop>, block: BasicBlock): boolean {
  for (let loop = context.forest.loopOf(block); loop !== null; loop = loop.parent) {
    if (idle.has(loop)) return true;
  }
  return false;
}

/** The predecessors of a block as the reverse sweep sees them: those in one idle loop count once. */
export function reversePredecessors(
  context: Context,
  idle: ReadonlySet<Loop>,
  block: BasicBlock,
): readonly BasicBlock[] {
  const { cfg } = context;
  const preds = cfg.predecessors(cfg.numberOf(block)).map((i) => cfg.block(i));
  const byTarget = new Map<BasicBlock, BasicBlock>();
  for (const pred of preds) {
    const skipped = skippedLoop(context, idle, pred, block);
    const target = skipped?.header ?? pred;
    if (!byTarget.has(target)) byTarget.set(target, pred);
  }
  const differ = hasActivePhi(block, context);
  return differ ? preds : [...byTarget.values()];
}

function hasActivePhi(block: BasicBlock, { activity }: Context): boolean {
  for (const inst of block) {
    if (inst.opcode !== "phi") return false;
    if (activity.isActive(inst)) return true;
  }
  return false;
}

/** A selector for every block, but headers, that the reverse sweep may leave towards several predecessors. */
export function selectorsOf(
  context: Context,
  idle: ReadonlySet<Loop>,
): ReadonlyMap<BasicBlock, Selector> {
  const selectors = new Map<BasicBlock, Selector>();
  for (const block of context.cfg.order) {
    if (isSkipped(context, idle, block) || isHeader(block, context)) continue;
    const preds = reversePredecessors(context, idle, block);
    if (preds.length < 2) continue;
    selectors.set(block, byCondition(block, preds, context) ?? { kind: "kept", block });
  }
  return selectors;
}

function isHeader(block: BasicBlock, { forest }: Context): boolean {
  return forest.loopOf(block)?.header === block;
}

/**
 * The branch at the end of the immediate dominator tells the predecessor when each of its two sides leads to predecessors of its
 * own, and the condition is computed in the same iteration as the block.
 */
function byCondition(
  block: BasicBlock,
  preds: readonly BasicBlock[],
  { cfg, dominators, forest }: Context,
): Selector | null {
  if (preds.length !== 2) return null;
  const above = cfg.block(dominators.idom(cfg.numberOf(block)));
  const branch = above.terminator;
  if (branch?.opcode !== "br" || branch.operandCount !== 3) return null;
  if (forest.loopOf(above) !== forest.loopOf(block)) return null;
  const condition = branch.operand(0);
  const [yes, no] = branch.successors();
  if (yes === undefined || no === undefined || yes === no) return null;
  const side = (pred: BasicBlock): "yes" | "no" | null => {
    if (pred === above) return yes === block ? "yes" : "no";
    if (onlyFrom(above, yes, cfg) && dominators.dominatesBlock(yes, pred)) return "yes";
    return onlyFrom(above, no, cfg) && dominators.dominatesBlock(no, pred) ? "no" : null;
  };
  const sides = preds.map(side);
  if (sides.includes(null) || sides[0] === sides[1]) return null;
  return {
    kind: "condition",
    condition,
    yes: new Set(preds.filter((_, i) => sides[i] === "yes")),
  };
}

function onlyFrom(above: BasicBlock, block: BasicBlock, cfg: Context["cfg"]): boolean {
  const preds = cfg.predecessors(cfg.numberOf(block));
  return preds.length === 1 && preds[0] === cfg.numberOf(above);
}
