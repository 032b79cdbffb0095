/** What remains to do when both sweeps are there: slots become SSA values, and what nobody uses goes. */
import type { Function } from "../ir/graph.ts";
import { removeDeadCode } from "../transform/dce.ts";
import { promoteSlots } from "../transform/mem2reg.ts";
import { removeUnreachableBlocks } from "../transform/unreachable.ts";
import type { GradientServices } from "./services.ts";
import { foldZeros } from "./zero.ts";

/** Turns the variables of a generated function into SSA values. */
export function promoteVariables(fn: Function): void {
  removeUnreachableBlocks(fn);
  promoteSlots(fn);
  foldZeros(fn);
}

/** Cleans a generated function. */
export function tidy(fn: Function, services: GradientServices): void {
  promoteVariables(fn);
  removeDeadCode(fn, services);
}
