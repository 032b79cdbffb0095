/** Invokes of what throws nothing become calls, and landing pads that nothing unwinds to go. */
import type { AttributeGroups } from "../ir/attributes.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { mayThrow } from "./exceptions.ts";
import { callOf } from "./inline-unwind.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/** Simplifies the invokes of `fn`; true when there were any to simplify. */
export function simplifyInvokes(fn: Function, groups: AttributeGroups): boolean {
  let changed = false;
  for (const block of fn.blocks) {
    const end = block.terminator;
    if (!(end instanceof CallInst) || end.opcode !== "invoke" || mayThrow(end, groups)) continue;
    callOf(end);
    changed = true;
  }
  if (!changed) return false;
  removeUnreachableBlocks(fn);
  fn.module.markChanged(fn);
  return true;
}
