/**
 * Makes every call that can be made so direct and simple: inlines, finds out what pointers to functions are by then, and turns the
 * calls through pointers that are left into chains of direct ones, until nothing changes.
 */
import type { Function } from "../ir/graph.ts";
import { type CallServices, devirtualize, isThroughPointer, type Narrow } from "./devirtualize.ts";
import { dissolveSlots } from "./dissolve.ts";
import { nameCallees } from "./known-callees.ts";
import { simplifyInvokes } from "./simplify-invokes.ts";

/** How calls are made direct. */
export interface DirectOptions {
  /** Inlines what is to be inlined, and says how many calls it did. */
  readonly inline: () => number;
  /** Leaves the functions that a call may come to; all that fit when absent. */
  readonly narrow?: Narrow | undefined;
}

/** Runs the steps on `fn`, a copy that may be changed; says how many calls through pointers were made direct. */
export function makeCallsDirect(
  fn: Function,
  services: CallServices,
  options: DirectOptions,
): number {
  let count = 0;
  for (;;) {
    simplifyInvokes(fn, services);
    // What comes in may hold more of them.
    if (options.inline() > 0) simplifyInvokes(fn, services);
    if (![...fn.instructions()].some((inst) => isThroughPointer(inst))) return count;
    // A pointer to a function that was kept in a slot is a value again.
    dissolveSlots(fn);
    // What is known for certain needs no chain, and inlining it may tell more.
    const made = nameCallees(fn) || devirtualize(fn, services, options.narrow);
    if (made === 0) return count;
    count += made;
  }
}
