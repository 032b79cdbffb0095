/**
 * How often loops are taken to go round. Where a count is no constant it is an expression of values of which nothing is
 * known; with a usual number for each, a loop over all n * n entries of a matrix is as long as two loops over n, one in the
 * other.
 */
import type { DominatorTree } from "../analysis/dominators.ts";
import type { Loop } from "../analysis/loops.ts";
import type { Symbolic } from "../analysis/symbolic.ts";
import { tripCount } from "../analysis/tripcount.ts";
import { integerOf } from "../ir/constants.ts";
import { Instruction } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";

/** What a value is taken to be of which nothing is known, and how often a loop goes round. */
const usual = 100;

/** Numbers beyond this are not told apart, so that sums of them stay exact. */
const most = 1e9;

/** Numbers that a few steps of one may lie between. */
const nearly = 4;

/** How deep a value is followed to what it is made of. */
const mostDepth = 8;

/** How often the body of a loop runs, all loops around it taken together; asked with the dominators of its function. */
export function usualTrips(dominators: DominatorTree): (loop: Loop) => number {
  const known = new Map<Loop, number>();
  const tripsOf = (loop: Loop): number => {
    const before = known.get(loop);
    if (before !== undefined) return before;
    const count = tripCount(loop, dominators);
    // The body runs once more than the latch goes back.
    const own = count === null ? usual : Math.max(1, estimate(count.count) + 1);
    const all = Math.min(most, own * (loop.parent === null ? 1 : tripsOf(loop.parent)));
    known.set(loop, all);
    return all;
  };
  return tripsOf;
}

/** What an integer is taken to be, with the usual number for all of which nothing is known. */
export function usualSize(value: Value): number {
  return estimateOf(value, 0);
}

/** What an expression is taken to be, with the usual number for all of which nothing is known. */
export function usualCount(expr: Symbolic): number {
  return estimate(expr);
}

function estimate(expr: Symbolic): number {
  if (expr.kind === "constant") return Number(BigInt.asIntN(expr.bits, expr.constant));
  if (expr.kind === "value") return estimateOf(expr.value, 0);
  const args = expr.args.map(estimate);
  // The longer way of two: the other is often that of a loop that is not entered.
  if (expr.op === "select") return Math.max(args[1] ?? usual, args[2] ?? usual);
  return result(expr.op, args);
}

function estimateOf(value: Value, depth: number): number {
  const constant = integerOf(value);
  if (constant !== undefined) return Number(constant);
  if (!(value instanceof Instruction) || depth > mostDepth) return usual;
  // A counter is on the average half way.
  if (value.opcode === "phi") return usual / 2;
  const args = value.operands.map((operand) => estimateOf(operand, depth + 1));
  return result(value.opcode, args);
}

const operations: Readonly<Record<string, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  // Of two values of which nothing is known, or nearly nothing, the difference is not nothing.
  sub: (x, y) => (y > usual / 2 && Math.abs(x - y) < nearly ? usual : x - y),
  mul: (x, y) => x * y,
  shl: (x, y) => x * 2 ** y,
  udiv: (x, y) => (y === 0 ? usual : x / y),
  sdiv: (x, y) => (y === 0 ? usual : x / y),
  lshr: (x, y) => x / 2 ** y,
  ashr: (x, y) => x / 2 ** y,
  sext: (x) => x,
  zext: (x) => x,
  trunc: (x) => x,
};

function result(op: string, [x = usual, y = usual]: readonly number[]): number {
  const known = operations[op]?.(x, y) ?? usual;
  return Number.isFinite(known) ? Math.max(-most, Math.min(most, Math.round(known))) : usual;
}
