/** What is known where an instruction is executed: that iterations are within their limits, and what the branches that lead to it tested. */
import { comparisonOf, type Condition, swapped } from "../../analysis/tripcount.ts";
import type { BasicBlock } from "../../ir/graph.ts";
import type { Instance } from "./instance.ts";
import { Polynomial } from "./polynomial.ts";
import { Proof } from "./proof.ts";

/** So many blocks above are looked at. */
const mostAbove = 24;

/** Polynomials that are not negative in the instance. */
export function factsOf(instance: Instance): Polynomial[] {
  const { cfg, dominators } = instance.context;
  const facts = instance.limits();
  let block = instance.block;
  for (let i = 0; i < mostAbove; i++) {
    const number = cfg.numberOf(block);
    if (number === 0) break;
    const above = cfg.block(dominators.idom(number));
    const condition = passed(above, block, instance);
    if (condition !== null) facts.push(...saidBy(condition, instance));
    block = above;
  }
  return facts;
}

/** The comparison that holds where control comes from `above` to `block`. */
function passed(above: BasicBlock, block: BasicBlock, instance: Instance): Condition | null {
  const { cfg, forest } = instance.context;
  const loop = forest.loopOf(above);
  // Of a loop that was left, its last iteration is meant.
  if (loop !== null && !instance.isInside(loop)) return null;
  const branch = above.terminator;
  if (branch?.opcode !== "br" || branch.operandCount !== 3) return null;
  if (branch.operand(1) === branch.operand(2)) return null;
  if (cfg.predecessors(cfg.numberOf(block)).length !== 1) return null;
  return comparisonOf(branch.operand(0), branch.operand(1) === block);
}

function saidBy({ lhs, rhs, predicate }: Condition, instance: Instance): Polynomial[] {
  const isLess = predicate.charAt(1) === "l" || predicate === "eq";
  if (predicate === "ne") return [];
  if (!isLess) return saidBy({ lhs: rhs, rhs: lhs, predicate: swapped(predicate) }, instance);
  const [x, y] = [instance.only(lhs), instance.only(rhs)];
  if (x === null || y === null) return [];
  const more = y.minus(x);
  if (predicate === "eq") return [more, more.scaled(-1n)];
  if (predicate.startsWith("u") && !new Proof([]).isNotNegative(y)) return [];
  return [predicate.endsWith("e") ? more : more.minus(Polynomial.constant(1))];
}
