/** Sums of integers of the program, each times a number, with nothing that wraps: what is in both a beginning and a count goes away in their sum. */
import type { Symbolic } from "../../analysis/symbolic.ts";
import { integerOf } from "../../ir/constants.ts";
import { Instruction } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import { type Interval, interval, number, point } from "./bound.ts";

/** How deep operations are taken apart. */
const mostDepth = 8;

/** A number, and what each value is multiplied by, which is not 0. */
export interface Linear {
  readonly constant: bigint;
  readonly of: ReadonlyMap<Value, bigint>;
}

/** `x + by * y`. */
export function plus(x: Linear, y: Linear, by = 1n): Linear {
  const of = new Map(x.of);
  for (const [value, times] of y.of) {
    const sum = (of.get(value) ?? 0n) + by * times;
    if (sum === 0n) of.delete(value);
    else of.set(value, sum);
  }
  return { constant: x.constant + by * y.constant, of };
}

/** Is some value in both, so that less is known of each alone than of their sum? */
export function shareValues(x: Linear, y: Linear): boolean {
  return [...x.of.keys()].some((value) => y.of.has(value));
}

/** The integer as a sum, as signed; right where no operation leaves its width, and what is extended without sign is not negative. */
export function linearOf(value: Value, depth = mostDepth): Linear {
  const known = integerOf(value);
  if (known !== undefined && value.type.kind === "int")
    return numberAlone(BigInt.asIntN(value.type.bits, known));
  const inner = value instanceof Instruction && depth > 0 ? partsOf(value, depth - 1) : null;
  return inner ?? { constant: 0n, of: new Map([[value, 1n]]) };
}

function numberAlone(constant: bigint): Linear {
  return { constant, of: new Map() };
}

/** What an instruction is made of; null where it is no sum. */
function partsOf({ opcode, operands }: Instruction, depth: number): Linear | null {
  const [x, y] = operands;
  if (x?.type.kind !== "int" || x.type.bits === 1) return null;
  const known = integerOf(x);
  if (opcode === "zext" && known !== undefined)
    return numberAlone(BigInt.asUintN(x.type.bits, known));
  if (["zext", "sext", "trunc"].includes(opcode)) return linearOf(x, depth);
  if (y === undefined || (opcode !== "add" && opcode !== "sub")) return null;
  return plus(linearOf(x, depth), linearOf(y, depth), opcode === "add" ? 1n : -1n);
}

/** A count of rounds. */
export interface LinearCount {
  readonly sum: Linear;
  /** It is 0 where the sum is not right. */
  readonly isCut: boolean;
}

/** A count of rounds as a sum; null where it is none. */
export function linearIn(count: Symbolic): LinearCount | null {
  if (count.kind === "constant") {
    const constant = BigInt.asIntN(count.bits, count.constant);
    return { sum: { constant, of: new Map() }, isCut: false };
  }
  if (count.kind === "value") return { sum: linearOf(count.value), isCut: false };
  const { op, args } = count;
  if (op === "select") return cut(args);
  const [a, b] = args.map(linearIn);
  if (op === "zext" || op === "sext" || op === "trunc") return a ?? null;
  if (!a || !b || a.isCut || b.isCut || (op !== "add" && op !== "sub")) return null;
  return { sum: plus(a.sum, b.sum, op === "add" ? 1n : -1n), isCut: false };
}

function cut([, chosen, other]: readonly Symbolic[]): LinearCount | null {
  const isNone = other?.kind === "constant" && other.constant === 0n;
  const found = isNone && chosen !== undefined ? linearIn(chosen) : null;
  return found === null ? null : { ...found, isCut: true };
}

/** What the sum may be, where `of` says it of each value; null where it does not. */
export function intervalOf(
  { constant, of: terms }: Linear,
  of: (value: Value) => Interval | null,
): Interval | null {
  let sum = point(number(constant));
  for (const [value, times] of terms) {
    const each = of(value);
    if (each === null) return null;
    sum = interval.add(sum, interval.mul(each, point(number(times))));
  }
  return sum;
}
