/** The blocks from which control can come to the return: only these have a reverse. */
import type { BasicBlock } from "../ir/graph.ts";
import type { Context } from "./context.ts";

const known = new WeakMap<BasicBlock, ReadonlySet<BasicBlock>>();

/** Every block of the function from which its exit can be reached; found once. */
export function returningBlocks({
  cfg,
  exit,
}: Pick<Context, "cfg" | "exit">): ReadonlySet<BasicBlock> {
  const found = known.get(exit);
  if (found !== undefined) return found;
  const live = new Set<BasicBlock>([exit]);
  for (const block of live) {
    for (const index of cfg.predecessors(cfg.numberOf(block))) live.add(cfg.block(index));
  }
  known.set(exit, live);
  return live;
}
