/** Slots whose addresses were kept in slots are free when those are gone. */
import type { Function } from "../ir/graph.ts";
import { promoteSlots } from "./mem2reg.ts";
import { splitSlots } from "./sroa.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/** Splits and promotes the slots of `fn` until none is left that can be; each round undoes one indirection. True when it changed anything. */
export function dissolveSlots(fn: Function): boolean {
  let changed = removeUnreachableBlocks(fn);
  for (let promoted = true; promoted; ) {
    const split = splitSlots(fn);
    promoted = promoteSlots(fn);
    changed ||= split || promoted;
  }
  return changed;
}
