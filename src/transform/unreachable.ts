/**
 * Drops the blocks that control cannot come to. Most analyses look at reachable blocks only, and phis must not name others.
 */
import type { Function } from "../ir/graph.ts";
import { Cfg } from "../analysis/cfg.ts";
import { dropIncoming } from "./edges.ts";

/** Removes the unreachable blocks of `fn` from it and from the phis of the others; true when there were any. */
export function removeUnreachableBlocks(fn: Function): boolean {
  const cfg = new Cfg(fn);
  if (cfg.size === fn.blocks.length) return false;
  const gone = new Set(fn.blocks.filter((block) => !cfg.isReachable(block)));
  const joined = new Set([...gone].flatMap((block) => block.successors()));
  for (const block of joined) {
    if (!gone.has(block)) dropIncoming(block, (pred) => gone.has(pred));
  }
  fn.removeBlocks(gone);
  fn.module.markChanged(fn);
  return true;
}
