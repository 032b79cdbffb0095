/** Gives every invoke a block of its own to go on in, so that what is done with its result has a place. */
import type { Function } from "../ir/graph.ts";
import { CallInst, TerminatorInst } from "../ir/instructions.ts";
import { must } from "../support/assert.ts";
import { phisOf } from "./edges.ts";

/** Splits the normal edge of each invoke of `fn` whose target has other predecessors; true when there was one. */
export function splitInvokeEdges(fn: Function): boolean {
  let changed = false;
  for (const block of [...fn.blocks]) {
    const invoke = block.terminator;
    if (!(invoke instanceof CallInst) || invoke.opcode !== "invoke") continue;
    const normal = must(invoke.destinations[0], "an invoke has a normal destination");
    if (normal.predecessors().length < 2 && phisOf(normal).length === 0) continue;
    const between = fn.newBlock(null, block);
    between.append(new TerminatorInst(fn.module.types.void, "br", [normal]));
    for (const use of invoke.operandUses) if (use.value === normal) use.value = between;
    for (const phi of phisOf(normal)) {
      for (const use of phi.operandUses) if (use.value === block) use.value = between;
    }
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}
