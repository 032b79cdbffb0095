/** Loop counters: where they begin, and how often they can be added to before the branch that closes the loop ends it. */
import { constantOffset } from "../../ir/address.ts";
import { integerOf } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { Instruction } from "../../ir/graph.ts";
import { CastInst, CompareInst, GepInst, type PhiInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";

/** A counter that rises from `start` by `step`. */
export interface Counter {
  readonly start: bigint;
  readonly step: bigint;
  /** It is added to so often at most; null where that is not known. */
  readonly rounds: bigint | null;
  /** Adding never wraps. */
  readonly isRising: boolean;
}

/** `phi` as a counter: a constant, and itself with a positive constant added; null when it is none. */
export function counterOf(phi: PhiInst): Counter | null {
  if (phi.incomingCount !== 2) return null;
  for (const i of [0, 1]) {
    const start = integerOf(phi.incomingValue(i));
    const next = phi.incomingValue(1 - i);
    if (start === undefined || !(next instanceof Instruction) || next.opcode !== "add") continue;
    const step = integerOf(next.operand(1));
    if (next.operand(0) !== phi || step === undefined || step <= 0n) continue;
    const isRising = next.hasFlag("nsw") || (next.hasFlag("nuw") && start >= 0n);
    const test = testAt(phi, next, 1 - i);
    return { start, step, isRising, rounds: test === null ? null : roundsOf(test, start, step) };
  }
  return null;
}

/** A pointer that goes from `start` on by `step` bytes, which may be negative, `rounds` times at most. */
export interface Run {
  readonly start: Value;
  readonly step: number;
  readonly rounds: number;
}

/** `phi` as a pointer that is moved by a constant until it is another, so many constant steps from where it began; null when it is none. */
export function runOf(phi: PhiInst, layout: DataLayout): Run | null {
  if (phi.type.kind !== "pointer" || phi.incomingCount !== 2) return null;
  for (const i of [0, 1]) {
    const [start, next] = [phi.incomingValue(i), phi.incomingValue(1 - i)];
    if (!(next instanceof GepInst) || next.base !== phi) continue;
    const step = constantOffset(next, layout);
    const last = comparedAt(phi, next, 1 - i);
    if (step === null || step === 0 || last?.predicate !== "ne") continue;
    const way = distance(start, last.bound, layout);
    if (way === null) continue;
    const rounds = way / step - (last.tested === next ? 1 : 0);
    if (Number.isInteger(rounds) && rounds >= 0) return { start, step, rounds };
  }
  return null;
}

/** The bytes from one pointer to another that is made of the same one; null where they are made of different ones. */
function distance(from: Value, to: Value, layout: DataLayout): number | null {
  const [first, second] = [peeled(from, layout), peeled(to, layout)];
  return first.base === second.base ? second.offset - first.offset : null;
}

/** The pointer that constants are added to, and their sum. */
function peeled(pointer: Value, layout: DataLayout): { base: Value; offset: number } {
  let base = pointer;
  let offset = 0;
  for (;;) {
    if (base instanceof CastInst && base.opcode === "bitcast") {
      base = base.source;
      continue;
    }
    const more = base instanceof GepInst ? constantOffset(base, layout) : null;
    if (!(base instanceof GepInst) || more === null) return { base, offset };
    base = base.base;
    offset += more;
  }
}

/** What must hold for the loop to go round once more. */
interface Test {
  readonly predicate: string;
  /** Of the sum, not of the counter before it is added to. */
  readonly isOfNext: boolean;
  readonly limit: bigint;
  readonly bits: number;
}

/** The test at the end of the block from which `next` comes, if it decides whether it comes. */
function testAt(phi: PhiInst, next: Value, index: number): Test | null {
  const last = comparedAt(phi, next, index);
  const limit = last === null ? undefined : integerOf(last.bound);
  if (last === null || limit === undefined || phi.type.kind !== "int") return null;
  const { predicate, tested } = last;
  return { predicate, limit, isOfNext: tested === next, bits: phi.type.bits };
}

/** The comparison of `phi` or `next` with something else by which the block from which `next` comes goes round once more. */
interface Comparison {
  readonly predicate: string;
  readonly tested: Value;
  readonly bound: Value;
}

function comparedAt(phi: PhiInst, next: Value, index: number): Comparison | null {
  const { terminator } = phi.incomingBlock(index);
  const [condition, yes, no] = terminator?.operands ?? [];
  if (terminator?.opcode !== "br" || !(condition instanceof CompareInst) || yes === no) return null;
  const [tested, bound] = condition.operands;
  const isCounter = tested === phi || tested === next;
  if (!isCounter || bound === undefined || condition.opcode !== "icmp") return null;
  const predicate = yes === phi.parent ? condition.predicate : inverse[condition.predicate];
  return predicate === undefined ? null : { predicate, tested, bound };
}

const inverse: Readonly<Record<string, string>> = {
  eq: "ne",
  ne: "eq",
  uge: "ult",
  ugt: "ule",
  sge: "slt",
  sgt: "sle",
};

/** How often the test holds in a row; null where the counter may wrap before it fails. */
function roundsOf(
  { predicate, isOfNext, limit, bits }: Test,
  start: bigint,
  step: bigint,
): bigint | null {
  const first = isOfNext ? start + step : start;
  if (predicate === "eq") return first === limit ? 1n : 0n;
  const isSigned = predicate.startsWith("s");
  // An unsigned number above this is a negative one as an index.
  const most = 2n ** BigInt(bits - 1) - 1n;
  const [from, to] = [first, limit].map((value) =>
    isSigned ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value),
  );
  if (from === undefined || to === undefined || from !== first || to > most) return null;
  if (predicate === "ne")
    return to >= from && (to - from) % step === 0n ? (to - from) / step : null;
  if (!/^[su]l[te]$/.test(predicate)) return null;
  const end = predicate.endsWith("e") ? to + 1n : to;
  if (end - 1n + step > most) return null;
  return end > from ? (end - from + step - 1n) / step : 0n;
}
