/** The plan in a form that a person can read and a test can compare. */
import { Instruction } from "../ir/graph.ts";
import { printInstruction } from "../ir/print/printer.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import type { Plan } from "./plan.ts";

/** One line for each value that the reverse sweep uses, in order of computation, and one for each join. */
export function describePlan({ fn, cfg }: Context, plan: Plan): string {
  const lines = [`plan of @${fn.name}`];
  for (const block of cfg.order) {
    const selector = plan.selectors.get(block);
    if (selector !== undefined) {
      const how = selector.kind === "kept" ? "kept" : `by ${nameOf(selector.condition)}`;
      lines.push(`  entered from: ${how}  (block ${block.name ?? cfg.numberOf(block)})`);
    }
    for (const inst of block) {
      const primal = plan.primals.get(inst);
      const shadow = plan.shadows.get(inst);
      if (primal !== undefined) lines.push(`  ${primal}: ${printInstruction(inst).trim()}`);
      if (shadow !== undefined) lines.push(`  ${shadow} shadow: ${printInstruction(inst).trim()}`);
    }
  }
  return lines.join("\n");
}

function nameOf(value: Value): string {
  return value instanceof Instruction
    ? printInstruction(value).trim()
    : (value.name ?? "a constant");
}
