/**
 * Brings every loop to the form that the later steps count on: a preheader, one latch, and exit blocks that are entered
 * from the loop alone. Edges that cannot be led through a new block (indirectbr, unwinding) are left as they are.
 */
import type { BasicBlock, Function } from "../ir/graph.ts";
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { type Loop, LoopForest } from "../analysis/loops.ts";
import { canSplit, Layout, splitPredecessors } from "./edges.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/**
 * Simplifies every loop of `fn`; true when something changed.
 * @throws TsadError E_IRREDUCIBLE
 */
export function simplifyLoops(fn: Function): boolean {
  const dropped = removeUnreachableBlocks(fn);
  const headers = simplifyHeaders(fn);
  const exits = dedicateExits(fn);
  if (headers || exits) fn.module.markChanged(fn);
  return dropped || headers || exits;
}

function forestOf(fn: Function): LoopForest {
  return new LoopForest(new DominatorTree(new Cfg(fn)));
}

/**
 * Gives each loop its preheader and its one latch. One snapshot serves all loops: no new block is a predecessor of another
 * loop's header.
 */
function simplifyHeaders(fn: Function): boolean {
  const layout = new Layout();
  let changed = false;
  for (const loop of forestOf(fn).loops) {
    const entering = loop.entering();
    // A loop whose header is the entry block cannot be: the entry has no predecessors.
    if (loop.preheader === null && canSplit(loop.header, entering)) {
      splitPredecessors(loop.header, entering, "preheader", layout);
      changed = true;
    }
    if (loop.latch === null && canSplit(loop.header, loop.latches)) {
      splitPredecessors(loop.header, loop.latches, "latch", layout);
      changed = true;
    }
  }
  layout.apply(fn);
  return changed;
}

/**
 * Inner loops first: what leaves an inner loop then enters the outer loop's exit, if at all, from a block of its own.
 */
function dedicateExits(fn: Function): boolean {
  const forest = forestOf(fn);
  const layout = new Layout();
  let changed = false;
  for (const loop of forest.loops.toReversed()) {
    for (const exit of loop.exits()) {
      if (dedicate(loop, exit, forest, layout)) changed = true;
    }
  }
  layout.apply(fn);
  return changed;
}

function dedicate(loop: Loop, exit: BasicBlock, forest: LoopForest, layout: Layout): boolean {
  const preds = exit.predecessors();
  const inside = preds.filter((pred) => loop.contains(pred));
  if (inside.length === 0 || inside.length === preds.length) return false;
  if (!canSplit(exit, inside)) return false;
  const middle = splitPredecessors(exit, inside, "exit", layout);
  // The new block goes nowhere but to the exit, so it is in the loops that the exit is in.
  forest.addBlock(middle, exit);
  return true;
}
