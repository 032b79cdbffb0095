/**
 * What flang says of the types of accesses names the variable of the source: dummy arguments and allocatable variables of a procedure are
 * said to be apart. That holds within one call of the procedure. When it has been inlined twice, what one call writes to one of its arguments
 * the other may read from another, and `move_alloc` gives the memory of one variable to another. So such tags are dropped where calls are
 * inlined and calls of the runtime become code.
 */
import { typeOfTag } from "../../analysis/tbaa.ts";
import type { Function, ModuleContext } from "../../ir/graph.ts";

/** Drops them; true when there were any. */
export function dropFortranTags(fn: Function): boolean {
  const bound = new Map<string, boolean>();
  let changed = false;
  for (const inst of fn.instructions()) {
    const tag = /!tbaa (!\d+)/.exec(inst.metadata)?.[1];
    if (tag === undefined) continue;
    const isBound = bound.get(tag) ?? isOfVariable(tag, fn.module);
    bound.set(tag, isBound);
    if (!isBound) continue;
    const attachments = inst.metadata.split(/,\s*(?=!)/);
    inst.metadata = attachments.filter((each) => each.trim() !== `!tbaa ${tag}`).join(", ");
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** Is it a tag of flang's for a variable that others may share the memory with? */
function isOfVariable(tag: string, module: ModuleContext): boolean {
  const type = typeOfTag(tag, module);
  const root = module.node?.(type?.lineage.at(-1) ?? "") ?? "";
  return type !== null && root.includes("Flang function root") && variables.test(type.name);
}

const variables = /^(?:dummy arg data|allocated data)\//;
