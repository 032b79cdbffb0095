/**
 * Rounding that is hidden from the optimiser: libraries add a constant so large that only whole numbers are left, hide the sum behind
 * assembly without instructions, and take the constant away again. What is left is constant but for jumps.
 */
import { constantBits } from "../ir/constant-bits.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";

/** What is hidden: a sum that is surely rounded so, one that may be, or none. */
export type Hidden = "rounding" | "perhaps rounding" | "no rounding";

/** From here on a double, or a float, has no bits behind the point. */
const wholeFrom: Readonly<Record<string, number>> = { double: 2 ** 52, float: 2 ** 23 };

/**
 * What the value `hidden` behind a barrier is. It may be rounded where only some lanes of a term are so large, and where a term of which
 * nothing is known is taken away again from one of the `results`, what comes out from behind the barrier.
 */
export function hiddenBy(results: readonly Value[], hidden: Value): Hidden {
  if (!(hidden instanceof Instruction) || !isSum(hidden)) return "no rounding";
  const least = wholeFrom[scalarType(hidden.type).text];
  if (least === undefined) return "no rounding";
  const { layout } = must(hidden.parent?.parent, "the sum is in a function").module;
  const terms = hidden.operands.map((term) => ({ term, lanes: lanesOf(term, layout) }));
  const isLarge = (lane: number): boolean => Math.abs(lane) >= least;
  if (terms.some(({ lanes }) => lanes?.every(isLarge) === true)) return "rounding";
  if (terms.some(({ lanes }) => lanes?.some(isLarge) === true)) return "perhaps rounding";
  const unknown = terms.flatMap(({ term, lanes }) => (lanes === null ? [term] : []));
  return isTakenAway(unknown, results) ? "perhaps rounding" : "no rounding";
}

/**
 * May a number that a function stores to some memory, which a barrier hides, be one that is rounded so?
 * @param fn has a body; `isThere` says whether a pointer may lead to the memory
 */
export function mayRoundIn(fn: Function, isThere: (pointer: Value) => boolean): boolean {
  const all = [...fn.instructions()];
  const loads = all.filter((inst) => inst instanceof LoadInst && isThere(inst.pointer));
  return all.some(
    (inst) =>
      inst instanceof StoreInst &&
      isThere(inst.pointer) &&
      hiddenBy(loads, inst.value) !== "no rounding",
  );
}

function isSum({ opcode }: Instruction): boolean {
  return opcode === "fadd" || opcode === "fsub";
}

/** Instructions that hand on lanes, or their negatives. */
const moving = new Set(
  "bitcast freeze fneg extractelement insertelement shufflevector phi select".split(" "),
);

/** More steps are not taken, and what is behind them is held to be a term. */
const mostSteps = 200;

/** Is one of the terms an operand of a sum with one of the results, moved or not? */
function isTakenAway(terms: readonly Value[], results: readonly Value[]): boolean {
  const sources = new Set(terms.flatMap((term) => [...sourcesOf(term)]));
  const moved = new Set<Value>(results);
  for (const value of moved) {
    if (moved.size > mostSteps) return true;
    for (const { user } of value.uses()) {
      if (!(user instanceof Instruction)) continue;
      if (moving.has(user.opcode)) moved.add(user);
      else if (isSum(user) && user.operands.some((other) => meets(other, sources, moved)))
        return true;
    }
  }
  return false;
}

function meets(other: Value, sources: ReadonlySet<Value>, moved: ReadonlySet<Value>): boolean {
  return !moved.has(other) && [...sourcesOf(other)].some((source) => sources.has(source));
}

/** The values that a value is moved from; for one that is loaded, the pointer. */
function sourcesOf(value: Value): Set<Value> {
  const seen = new Set<Value>([value]);
  const sources = new Set<Value>();
  for (const each of seen) {
    if (each instanceof LoadInst) sources.add(each.pointer);
    else if (each instanceof Instruction && moving.has(each.opcode) && seen.size < mostSteps) {
      for (const operand of each.operands) {
        if (scalarType(operand.type).kind === "float") seen.add(operand);
      }
    } else if (each.tracksUses) sources.add(each); // Constants are known, and track none.
  }
  return sources;
}

/** The numbers in a constant of doubles or floats, zero for undefined ones; null for any other value. */
function lanesOf(value: Value, layout: DataLayout): number[] | null {
  const bits = constantBits(value, layout);
  if (bits === null) return null;
  const isDouble = scalarType(value.type).text === "double";
  const width = isDouble ? 64 : 32;
  const view = new DataView(new ArrayBuffer(8));
  const count = value.type.kind === "vector" ? value.type.length : 1;
  return Array.from({ length: count }, (_, i) => {
    view.setBigUint64(0, BigInt.asUintN(width, bits >> BigInt(i * width)));
    return isDouble ? view.getFloat64(0) : view.getFloat32(4);
  });
}
