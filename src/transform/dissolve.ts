/** Slots whose addresses were kept in slots are free when those are gone. */
import type { AllocaInst } from "../ir/instructions.ts";
import type { Function } from "../ir/graph.ts";
import { promoteAmong } from "./mem2reg.ts";
import { SlotWork } from "./slot-work.ts";
import { takeKnownBranches } from "./known-branches.ts";
import { splitAmong } from "./sroa.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/**
 * Splits and promotes the slots of `fn` until none is left that can be; each round undoes one indirection, and looks at the slots
 * only that the one before freed of uses. What is known of branches by then goes, which frees more. True when it changed anything.
 */
export function dissolveSlots(fn: Function): boolean {
  let changed = removeUnreachableBlocks(fn);
  do changed = dissolveReached(fn) || changed;
  while (takeKnownBranches(fn));
  return changed;
}

function dissolveReached(fn: Function): boolean {
  let changed = false;
  const work = new SlotWork(fn);
  let candidates: readonly AllocaInst[] = work.slots();
  for (let promoted = true; promoted; ) {
    const split = splitAmong(work, candidates);
    promoted = promoteAmong(work, work.inOrder(split.examined));
    changed ||= split.changed || promoted;
    const unfinished = split.unfinished.filter((slot) => slot.parent !== null);
    candidates = work.inOrder(new Set([...unfinished, ...work.takeTouched()]));
  }
  return changed;
}
