/**
 * Which primals are kept: the least bytes from which all that the reverse sweep needs can be computed again, by a minimum cut of the
 * graph of what is computed from what.
 */
import { Instruction } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { CutGraph } from "../support/min-cut.ts";
import type { Loop } from "../analysis/loops.ts";
import type { Context } from "./context.ts";
import type { JointLoop } from "./joint/loop.ts";
import type { Recomputation } from "./recompute.ts";
import { usualTrips } from "./usual-trips.ts";

/**
 * The primals to keep, so that each of `needed` is kept, free, or made of such ones; and the stores to undo for that, of
 * which what they overwrite is kept.
 */
export function keptPrimals(
  needed: Iterable<Value>,
  recomputation: Recomputation,
  context: Context,
  joint: ReadonlyMap<Loop, JointLoop>,
): ReadonlySet<Value> {
  const numbers = new Map<Instruction, number>();
  const wanted: Instruction[] = [];
  const add = (value: Value): void => {
    if (!(value instanceof Instruction) || recomputation.isFree(value) || numbers.has(value))
      return;
    numbers.set(value, numbers.size);
  };
  for (const value of needed) {
    add(value);
    if (value instanceof Instruction && numbers.has(value)) wanted.push(value);
  }
  // What is added while this goes on is gone through, too.
  for (const inst of numbers.keys())
    for (const input of recomputation.inputsOf(inst) ?? []) add(input);
  const tripsOf = tripsIn(usualTrips(context.dominators), joint);
  const all = [...numbers.keys()];
  const graph = new CutGraph(all.map((inst) => recomputation.weightOf(inst, tripsOf)));
  all.forEach((inst, number) => {
    const inputs = recomputation.inputsOf(inst);
    if (inputs === null) graph.addSource(number);
    for (const input of inputs ?? []) {
      const from = input instanceof Instruction ? numbers.get(input) : undefined;
      if (from !== undefined) graph.addEdge(from, number);
    }
  });
  for (const inst of wanted) graph.addTarget(numbers.get(inst) ?? 0);
  return new Set([...graph.cut()].map((number) => at(all, number)));
}

/** How often the body of a loop runs; in a loop that is run again, in one iteration of that. */
function tripsIn(
  tripsOf: (loop: Loop) => number,
  joint: ReadonlyMap<Loop, JointLoop>,
): (loop: Loop) => number {
  return (loop) => {
    for (let each: Loop | null = loop; each !== null; each = each.parent) {
      if (joint.has(each)) return tripsOf(loop) / tripsOf(each);
    }
    return tripsOf(loop);
  };
}
