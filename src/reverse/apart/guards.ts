/** What the branches say that lead to a loop: a count without sign that is computed wherever the loop may be is one only where it is entered. */
import type { Loop } from "../../analysis/loops.ts";
import { comparisonOf, type Condition, swapped } from "../../analysis/tripcount.ts";
import type { BasicBlock } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { type Linear, linearOf, plus } from "./linear.ts";

/** So many blocks above are looked at. */
const mostAbove = 8;

/** Two integers of which the first is at most the second, as signed, by the difference at least. */
interface Guard {
  readonly less: Value;
  readonly more: Value;
  readonly by: bigint;
}

/**
 * The comparison by which `sum` is not negative where the loop is entered, which is so where both operands are what {@link linearOf}
 * says; null where there is none.
 */
export function guardOf(
  sum: Linear,
  { preheader }: Loop,
  { cfg, dominators }: Pick<Context, "cfg" | "dominators">,
): Guard | null {
  let block = preheader;
  for (let i = 0; block !== null && i < mostAbove; i++) {
    const number = cfg.numberOf(block);
    if (number === 0) return null;
    const above = cfg.block(dominators.idom(number));
    const guard = cfg.predecessors(number).length === 1 ? passed(above, block) : null;
    if (guard !== null) {
      const known = plus(linearOf(guard.more), linearOf(guard.less), -1n);
      const left = plus(sum, known, -1n);
      if (left.of.size === 0 && left.constant + guard.by >= 0n) return guard;
    }
    block = above;
  }
  return null;
}

function passed(above: BasicBlock, block: BasicBlock): Guard | null {
  const branch = above.terminator;
  if (branch?.opcode !== "br" || branch.operandCount !== 3) return null;
  if (branch.operand(1) === branch.operand(2)) return null;
  const condition = comparisonOf(branch.operand(0), branch.operand(1) === block);
  return condition === null ? null : saidBy(condition);
}

function saidBy({ lhs, rhs, predicate }: Condition): Guard | null {
  if (!predicate.startsWith("s")) return null;
  if (predicate.charAt(1) === "g") {
    return saidBy({ lhs: rhs, rhs: lhs, predicate: swapped(predicate) });
  }
  return { less: lhs, more: rhs, by: predicate === "slt" ? 1n : 0n };
}
