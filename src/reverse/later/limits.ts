/** How far the number of an iteration goes, by the tests that a loop goes on or is left by. */
import type { Loop } from "../../analysis/loops.ts";
import { type Condition, stayCondition, swapped } from "../../analysis/tripcount.ts";
import type { Predicate } from "../../analysis/symbolic.ts";
import type { BasicBlock } from "../../ir/graph.ts";
import type { Iterations } from "./iterations.ts";
import { type Limit, Polynomial } from "./polynomial.ts";
import { Proof } from "./proof.ts";

/** The limit of the number of the iteration in which `at` is, or of any where its loops are left; null where none is known. */
export function limitOf(loop: Loop, at: Iterations): Limit | null {
  const { latch } = loop;
  if (latch === null) return null;
  const exits = loop.exitEdges().filter(({ to }) => to.terminator?.opcode !== "unreachable");
  const exiting = new Set(exits.map(({ from }) => from));
  for (const block of exiting) {
    const { dominators, forest } = at.context;
    if (forest.loopOf(block) !== loop || !dominators.dominatesBlock(block, latch)) continue;
    const found = limitBy(block, loop, at, exiting.size === 1);
    if (found !== null) return found;
  }
  return null;
}

function limitBy(block: BasicBlock, loop: Loop, at: Iterations, isOnly: boolean): Limit | null {
  const stay = stayCondition(loop, block);
  if (stay === null) return null;
  const { lhs, rhs, predicate } = stay;
  const [yes, no] = block.successors();
  const inner = yes !== undefined && loop.contains(yes) ? yes : no;
  const { cfg, dominators } = at.context;
  const isTested =
    inner !== undefined &&
    cfg.predecessors(cfg.numberOf(inner)).length === 1 &&
    dominators.dominatesBlock(inner, at.block) &&
    loop.contains(at.block);
  const found =
    pathOf({ lhs, rhs, predicate }, block, loop, at) ??
    pathOf({ lhs: rhs, rhs: lhs, predicate: swapped(predicate) }, block, loop, at);
  if (found === null || (found.isHit && !isOnly)) return null;
  const { step, way, isHit } = found;
  // What has not been tested in this iteration was in the one before, if there was one.
  const most = isTested ? way : way.plus(Polynomial.constant(step));
  return { scale: step, most, isCertain: isTested || isHit };
}

/** A number that goes up by `step` each time the loop goes on, by `way` in all at most. */
interface Path {
  readonly step: bigint;
  readonly way: Polynomial;
  /** It comes to its end exactly, unless the loop is left otherwise. */
  readonly isHit: boolean;
}

/** What the condition says where it holds. */
function pathOf(condition: Condition, block: BasicBlock, loop: Loop, at: Iterations): Path | null {
  const counter = at.variables.counter(null);
  const inside = at.at(block, loop, Polynomial.of(counter));
  const [number, bound] = [condition.lhs, condition.rhs].map((value) => inside.only(value));
  if (!number || !bound) return null;
  const [start = Polynomial.constant(0), slope, ...more] = number.powersOf(counter);
  const step = slope?.constant ?? 0n;
  if (step === 0n || more.length > 0 || bound.powersOf(counter).length > 1) return null;
  const distance = step > 0n ? bound.minus(start) : start.minus(bound);
  return along(condition.predicate, { step, distance, bound });
}

/** Of a number that goes by `step` towards `bound`, which was `distance` away. */
function along(
  predicate: Predicate,
  { step, distance, bound }: { step: bigint; distance: Polynomial; bound: Polynomial },
): Path | null {
  const isUp = step > 0n;
  const size = isUp ? step : -step;
  if (predicate === "ne") return { step: size, way: less(distance, size), isHit: true };
  if (predicate === "eq" || (predicate.charAt(1) === "l") !== isUp) return null;
  // Without sign, what is below a number that is not negative is not negative.
  if (predicate.startsWith("u") && (!isUp || !new Proof([]).isNotNegative(bound))) return null;
  const way = predicate.endsWith("e") ? distance : less(distance, 1n);
  return { step: size, way, isHit: false };
}

function less(polynomial: Polynomial, by: bigint): Polynomial {
  return polynomial.minus(Polynomial.constant(by));
}
