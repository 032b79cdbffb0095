/**
 * How often a loop goes round, as an expression that can be computed before the loop. Only what is certain is said: a
 * counter that may wrap before the bound gives no count. A loop that never ends has no count that could be wrong.
 */
import { type IRBuilder } from "../ir/builder.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { integerOf } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { ArithmeticInst, CompareInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { type Affine, Induction } from "./affine.ts";
import type { DominatorTree } from "./dominators.ts";
import type { Loop } from "./loops.ts";
import {
  apply,
  constant,
  constantOf,
  emitSymbolic,
  type Predicate,
  resize,
  type Symbolic,
} from "./symbolic.ts";

/**
 * How often the latch branches back to the header, each time the loop is entered from its preheader and left by an exit.
 * The body up to the exit runs once more. Exits to blocks that never return are not counted as exits.
 */
export interface TripCount {
  readonly loop: Loop;
  /** True: exactly `count`, where it is left and the function goes on; false: at most `count`, because the loop has other exits. */
  readonly exact: boolean;
  /** It cannot be left in any other way, so that a count it would never come to is none that it has. */
  readonly isOnlyWay: boolean;
  /** 64 bits, unsigned. */
  readonly count: Symbolic;
}

/**
 * The count of a loop that has a preheader and one latch; null when it is not known. `tree` is that of the loop's function.
 * @param mayThrow may an exception leave the loop from within a call?
 */
export function tripCount(
  loop: Loop,
  tree: DominatorTree,
  mayThrow: ((loop: Loop) => boolean) | null = null,
): TripCount | null {
  const { latch } = loop;
  if (latch === null || loop.preheader === null) return null;
  const { layout } = loop.cfg.function.module;
  const edges = loop.exitEdges().filter(({ to }) => to.terminator?.opcode !== "unreachable");
  const exiting = [...new Set(edges.map(({ from }) => from))];
  const exact = exiting.length === 1;
  // From a block that does not return an exception may come to a caller, who sees all that was written until then.
  const isOnlyWay = exact && loop.exiting().length === 1 && mayThrow?.(loop) !== true;
  const counts = exiting
    // An exit that an iteration may pass by without a test bounds nothing.
    .filter((block) => tree.dominatesBlock(block, latch))
    .map((block) => exitCount(loop, block, layout, isOnlyWay))
    .filter((count) => count !== null);
  const [first, ...others] = counts;
  if (first === undefined) return null;
  const count = others.reduce((least, other) => {
    return apply("select", apply("ult", other, least), other, least);
  }, first);
  return { loop, exact, isOnlyWay, count };
}

/** The constant that the count is; null when it depends on values. */
export function constantTripCount({ count }: TripCount): bigint | null {
  return constantOf(count);
}

/**
 * Writes the count as an i64 at the builder's point, which must be in the loop's preheader or a block that it dominates
 * outside of the loop.
 */
export function emitTripCount(
  builder: IRBuilder,
  { loop, count }: Pick<TripCount, "loop" | "count">,
): Value {
  const hoisted = new Map<Value, Value>();
  return emitSymbolic(builder, count, (value) => hoist(value, loop, builder, hoisted));
}

/** `value` computed again at the builder's point when it is computed in the loop. Flags are dropped: they could make it poison. */
function hoist(value: Value, loop: Loop, builder: IRBuilder, hoisted: Map<Value, Value>): Value {
  const known = hoisted.get(value);
  if (known !== undefined) return known;
  if (!(value instanceof Instruction) || value.parent === null) return value;
  if (!loop.contains(value.parent)) return value;
  for (const operand of value.operands) hoist(operand, loop, builder, hoisted);
  const clone = cloneInstruction(value, hoisted);
  clone.flags = "";
  builder.insert(clone);
  hoisted.set(value, clone);
  return clone;
}

/** When `exact`, the exit is the only one; else the count must hold even if the loop is left otherwise. */
function exitCount(
  loop: Loop,
  block: BasicBlock,
  layout: DataLayout,
  exact: boolean,
): Symbolic | null {
  const stay = stayCondition(loop, block);
  if (stay === null) return null;
  const induction = new Induction(loop, layout);
  const { lhs, rhs, predicate } = stay;
  return (
    countOf(induction, { lhs, rhs, predicate }, exact) ??
    countOf(induction, { lhs: rhs, rhs: lhs, predicate: swapped(predicate) }, exact)
  );
}

/** A comparison of integers that holds. */
export interface Condition {
  readonly lhs: Value;
  readonly rhs: Value;
  readonly predicate: Predicate;
}

/** The comparison under which control stays in the loop at the end of `block`; null where it is none. */
export function stayCondition(loop: Loop, block: BasicBlock): Condition | null {
  const branch = block.terminator;
  if (branch?.opcode !== "br" || branch.operandCount !== 3) return null;
  const [yes, no] = branch.successors();
  if (yes === undefined || no === undefined || loop.contains(yes) === loop.contains(no)) {
    return null;
  }
  return comparisonOf(branch.operand(0), loop.contains(yes));
}

/** The comparison that holds where a bit is `holds`; null where it is made otherwise. */
export function comparisonOf(bit: Value, holds: boolean): Condition | null {
  let condition = bit;
  let isSo = holds;
  while (condition instanceof ArithmeticInst && isNot(condition)) {
    condition = condition.operand(0);
    isSo = !isSo;
  }
  if (!(condition instanceof CompareInst) || condition.opcode !== "icmp") return null;
  const predicate = condition.predicate as Predicate;
  return {
    lhs: condition.operand(0),
    rhs: condition.operand(1),
    predicate: isSo ? predicate : negated(predicate),
  };
}

function isNot(inst: ArithmeticInst): boolean {
  if (inst.opcode !== "xor" || inst.type.kind !== "int" || inst.type.bits !== 1) return false;
  const mask = integerOf(inst.operand(1));
  return mask !== undefined && mask !== 0n;
}

const negations: Readonly<Record<Predicate, Predicate>> = {
  eq: "ne",
  ne: "eq",
  ult: "uge",
  ule: "ugt",
  ugt: "ule",
  uge: "ult",
  slt: "sge",
  sle: "sgt",
  sgt: "sle",
  sge: "slt",
};

function negated(predicate: Predicate): Predicate {
  return negations[predicate];
}

/** The predicate with its operands exchanged. */
export function swapped(predicate: Predicate): Predicate {
  if (predicate === "eq" || predicate === "ne") return predicate;
  return predicate.replace(/[lg]/, (c) => (c === "l" ? "g" : "l")) as Predicate;
}

/** The number of iterations k for which `start + k * step predicate bound` holds, from k = 0 on without a break. */
function countOf(induction: Induction, condition: Condition, exact: boolean): Symbolic | null {
  const affine = induction.affine(condition.lhs);
  const bound = affine === null ? null : induction.invariant(condition.rhs);
  if (affine === null || bound === null || affine.start.bits > 64) return null;
  const count = solve(affine, bound, condition.predicate, exact);
  return count === null ? null : resize("zext", count, 64);
}

function solve(
  affine: Affine,
  bound: Symbolic,
  predicate: Predicate,
  exact: boolean,
): Symbolic | null {
  const { start, step } = affine;
  const known = constantOf(step);
  if (known === 0n) return null;
  if (predicate === "ne") return known === null ? null : countTo(start, bound, known, exact);
  if (predicate === "eq") {
    if (known === null) return null;
    const [one, none] = [constant(64, 1n), constant(64, 0n)];
    return apply("select", apply("eq", start, bound), one, none);
  }
  return countWhile(affine, bound, predicate, exact);
}

/**
 * The least k with `start + k * step = bound` modulo 2^bits. Where there is none the loop is not left here, so
 * that only steps which meet every bound give a count for a loop with other exits.
 */
function countTo(start: Symbolic, bound: Symbolic, step: bigint, exact: boolean): Symbolic | null {
  const { bits } = start;
  const isUp = BigInt.asIntN(bits, step) > 0n;
  const size = isUp ? step : BigInt.asUintN(bits, -step);
  const zeros = trailingZeros(size);
  if (zeros > 0 && !exact) return null;
  const modulus = bits - zeros;
  const inverse = inverseOf(size >> BigInt(zeros), modulus);
  const distance = isUp ? apply("sub", bound, start) : apply("sub", start, bound);
  const steps = apply("lshr", distance, constant(bits, BigInt(zeros)));
  if (inverse === 1n) return steps;
  // The product counts modulo 2^modulus.
  const mask = (1n << BigInt(modulus)) - 1n;
  return apply("and", apply("mul", steps, constant(bits, inverse)), constant(bits, mask));
}

function trailingZeros(value: bigint): number {
  let zeros = 0;
  while (((value >> BigInt(zeros)) & 1n) === 0n) zeros++;
  return zeros;
}

/** The inverse of an odd number modulo 2^bits (Newton's iteration doubles the correct bits). */
function inverseOf(odd: bigint, bits: number): bigint {
  let inverse = 1n;
  for (let correct = 1; correct < bits; correct *= 2) {
    inverse = BigInt.asUintN(bits, inverse * (2n - odd * inverse));
  }
  return inverse;
}

/**
 * The count of `x < bound`, `x <= bound` with a step up, or `x > bound`, `x >= bound` with a step down. A step of one
 * meets every bound; with a longer one, the counter must not be able to wrap past it.
 */
function countWhile(
  affine: Affine,
  bound: Symbolic,
  predicate: Predicate,
  exact: boolean,
): Symbolic | null {
  const { start, step } = affine;
  const isUp = predicate.charAt(1) === "l";
  const isSigned = predicate.startsWith("s");
  const size = stepSize(step, isUp, isSigned, exact);
  if (size === null) return null;
  const isUnit = constantOf(size) === 1n;
  const isStrict = predicate.endsWith("t");
  const neverWraps = isSigned ? affine.signed : affine.unsigned && isUp;
  // With `<=` and the greatest bound even single steps go past it; then the loop has no other end.
  const isCertain = isStrict || exact ? isUnit || neverWraps : neverWraps;
  if (!isCertain && !staysBelow(bound, size, isUp, isSigned, isStrict)) return null;
  const distance = isUp ? apply("sub", bound, start) : apply("sub", start, bound);
  const wide = resize("zext", distance, 64);
  const divisor = resize("zext", size, 64);
  const one = constant(64, 1n);
  const last = isStrict && !isUnit ? apply("sub", wide, one) : wide;
  const rounds = isStrict && isUnit ? wide : apply("add", apply("udiv", last, divisor), one);
  return apply("select", apply(predicate, start, bound), rounds, constant(64, 0n));
}

/**
 * The size of the step in the direction of the bound; null when a constant step goes the other way. One that is
 * not constant goes the right way, or the loop does not end, or runs no more than once, and 1 avoids a division by zero.
 */
function stepSize(
  step: Symbolic,
  isUp: boolean,
  isSigned: boolean,
  exact: boolean,
): Symbolic | null {
  const known = constantOf(step);
  const zero = constant(step.bits, 0n);
  const size = isUp ? step : apply("sub", zero, step);
  if (known === null) {
    if (!exact) return null;
    // Asked of the step, not of its size: the least signed number is its own negative, and its size one without a sign.
    const isToward = isSigned ? apply(isUp ? "sgt" : "slt", step, zero) : apply("ne", step, zero);
    return apply("select", isToward, size, constant(step.bits, 1n));
  }
  const signed = BigInt.asIntN(step.bits, known);
  return isUp === signed > 0n ? size : null;
}

/** True when the bound is a constant so far from the end of the range that no step from below it wraps. */
function staysBelow(
  bound: Symbolic,
  size: Symbolic,
  isUp: boolean,
  isSigned: boolean,
  isStrict: boolean,
): boolean {
  const [limit, length] = [constantOf(bound), constantOf(size)];
  if (limit === null || length === null) return false;
  const { bits } = bound;
  const value = isSigned ? BigInt.asIntN(bits, limit) : limit;
  const least = isSigned ? -(1n << BigInt(bits - 1)) : 0n;
  const greatest = least + (1n << BigInt(bits)) - 1n;
  // The last counter that is inside, one step further.
  const inside = isStrict ? (isUp ? value - 1n : value + 1n) : value;
  return isUp ? inside + length <= greatest : inside - length >= least;
}
