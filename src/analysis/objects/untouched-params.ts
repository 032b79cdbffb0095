/** Parameters behind which a function, with all that it calls, accesses nothing, wherever it passes them: those of functions that are called. */
import type { Function } from "../../ir/graph.ts";
import { ModuleObjects } from "./module-objects.ts";
import { nodeFlags } from "./node.ts";
import { summariesFor } from "./summaries.ts";

/** Where addresses may go so that others access what is there. */
const outOfSight = nodeFlags.external | nodeFlags.escaped | nodeFlags.opened | nodeFlags.content;

/**
 * Is nothing read, written or kept behind `callee.args[index]`, as the module's summaries have it?
 * @param caller a function of the module
 */
export function isUntouched(caller: Function, callee: Function, index: number): boolean {
  const summaries = summariesFor(caller);
  if (!(summaries instanceof ModuleObjects)) return false;
  const state = summaries.stateOf(callee);
  const arg = callee.args[index];
  const cell = state === undefined || arg === undefined ? null : state.cell(arg);
  if (state === undefined || cell === null) return false;
  const { node } = cell;
  const isEmpty = node.evidence.size + node.slots.size === 0;
  return isEmpty && !node.is(outOfSight) && state.result?.node !== node;
}
