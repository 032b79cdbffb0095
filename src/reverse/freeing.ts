/** Which calls of the program allocate and free, as src/rules/allocators.ts has them. */
import { allocatorOfFunction, calledFunction, callEffects } from "../analysis/effects.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Allocator } from "../rules/allocators.ts";
import { must } from "../support/assert.ts";

/** The row of a call that frees memory; null for any other call. */
export function freeing(call: CallInst): (Allocator & { readonly old: number }) | null {
  if (callEffects(call)?.what !== "free") return null;
  const row = allocatorOf(call);
  return row.old === null ? null : { ...row, old: row.old };
}

/** The row of a call that allocates, resizes or frees. @throws InvariantError for any other call */
export function allocatorOf(call: CallInst): Allocator {
  const callee = calledFunction(call);
  const row = callee === null ? undefined : allocatorOfFunction(callee);
  return must(row, "effects come from a row");
}
