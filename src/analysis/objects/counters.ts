/** Loop counters: where they begin, and how often they can be added to before the branch that closes the loop ends it. */
import { integerOf } from "../../ir/constants.ts";
import { Instruction } from "../../ir/graph.ts";
import type { PhiInst } from "../../ir/instructions.ts";
import { CompareInst } from "../../ir/instructions.ts";
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
  const { terminator } = phi.incomingBlock(index);
  const header = phi.parent;
  const [condition, yes, no] = terminator?.operands ?? [];
  if (terminator?.opcode !== "br" || !(condition instanceof CompareInst) || yes === no) return null;
  const [tested, bound] = condition.operands;
  const limit = bound === undefined ? undefined : integerOf(bound);
  const isCounter = tested === phi || tested === next;
  if (!isCounter || limit === undefined || condition.opcode !== "icmp" || phi.type.kind !== "int")
    return null;
  const predicate = yes === header ? condition.predicate : inverse[condition.predicate];
  if (predicate === undefined) return null;
  return { predicate, limit, isOfNext: tested === next, bits: phi.type.bits };
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
