/**
 * Shadows that are `noalias` because their primals are: of two parameters that overlap in no byte that is written to, one at least must be written to, or
 * they may be read through both, and their shadows are added to through both.
 */
import { hasAttribute } from "../../ir/attributes.ts";
import type { Argument } from "../../ir/graph.ts";
import type { Root } from "../../analysis/memory.ts";
import { isOwn } from "../../analysis/memory.ts";
import type { Context } from "../context.ts";
import { writtenBy } from "../reload.ts";

/** The parameters of the primal whose shadows are `noalias`, by index; found before the forward sweep is changed. */
export function restrictShadows(context: Context): ReadonlySet<number> {
  const { params, memory, activity } = context;
  const active = new Set<Root>();
  const written = new Set<Root>();
  for (const block of context.cfg.order) {
    for (const inst of block) {
      const roots = writtenBy(inst, context);
      if (roots === "anything") return new Set();
      for (const root of roots) written.add(root);
      for (const operand of inst.operands) {
        if (operand.type.kind !== "pointer") continue;
        for (const root of memory.rootsOf(operand))
          if (activity.isActiveRoot(root)) active.add(root);
      }
    }
  }
  const others = [...active].filter((root) => !isOwn(root));
  const found = new Set<number>();
  params.primal.forEach((arg, index) => {
    if (!params.shadow.has(arg) || !hasAttribute(arg.attributes, "noalias")) return;
    const own = memory.rootFor(arg, "argument");
    const isSure = others.every((other) => other === own || written.has(own) || written.has(other));
    if (isSure) found.add(index);
  });
  return found;
}

/** Says so of the shadows. */
export function markShadows(context: Context, apart: ReadonlySet<number>): void {
  const { params } = context;
  for (const index of apart) {
    const arg: Argument | undefined = params.primal[index];
    for (const twin of (arg === undefined ? undefined : params.shadow.get(arg)) ?? []) {
      if (!hasAttribute(twin.attributes, "noalias"))
        twin.attributes = `noalias ${twin.attributes}`.trim();
    }
  }
}
