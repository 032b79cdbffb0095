/**
 * Phis of loop headers that are only used where a branch, which goes the same way in every iteration, keeps the loop from changing them: there
 * they are what they begin with. Optimisers leave such phis where they keep what an iteration loaded for the next one, in case
 * that one does not write it; a value that seems to go from each iteration to the next keeps the iterations from being told apart.
 */
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { type Loop, LoopForest } from "../analysis/loops.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { phisOf } from "./edges.ts";

/** No more conditions of a loop than this are looked at. */
const mostConditions = 8;

/** Puts what they begin with in place of such phis of `fn`, whose loops are simple (loop-simplify); true when there were any. */
export function settlePhis(fn: Function): boolean {
  const { loops } = new LoopForest(new DominatorTree(new Cfg(fn)));
  let changed = false;
  for (const loop of loops) {
    const { preheader, latch } = loop;
    const [first] = phisOf(loop.header);
    if (preheader === null || latch === null || first === undefined) continue;
    const ways = waysThrough(loop);
    for (const phi of [...phisOf(loop.header)]) {
      const start = phi.valueFrom(preheader);
      if (!phi.isUsed || !ways.some((way) => isSettled(phi, start, latch, way))) continue;
      phi.replaceAllUsesWith(start);
      phi.erase();
      changed = true;
    }
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** What of a loop is come to where a condition holds, and what where it does not, or the other way round. */
interface Way {
  readonly taken: Reached;
  readonly other: Reached;
}

function waysThrough(loop: Loop): readonly Way[] {
  const conditions = new Set<Value>();
  for (const { terminator } of loop.blocks) {
    if (terminator?.opcode !== "br" || terminator.operandCount !== 3) continue;
    const condition = terminator.operand(0);
    const isInside =
      condition instanceof Instruction &&
      condition.parent !== null &&
      loop.contains(condition.parent);
    if (!isInside && conditions.size < mostConditions) conditions.add(condition);
  }
  return [...conditions].flatMap((condition) => {
    const [yes, no] = [true, false].map((holds) => new Reached(loop, condition, holds));
    if (yes === undefined || no === undefined) return [];
    return [
      { taken: yes, other: no },
      { taken: no, other: yes },
    ];
  });
}

/** The blocks of a loop that an iteration may come to where a condition is true, or where it is false. */
class Reached {
  private readonly blocks: ReadonlySet<BasicBlock>;
  private readonly condition: Value;
  private readonly holds: boolean;

  constructor(loop: Loop, condition: Value, holds: boolean) {
    this.condition = condition;
    this.holds = holds;
    const found = new Set<BasicBlock>([loop.header]);
    for (const block of found) {
      for (const next of this.waysFrom(block)) if (loop.contains(next)) found.add(next);
    }
    this.blocks = found;
  }

  has(block: BasicBlock): boolean {
    return this.blocks.has(block);
  }

  /** May control go from one block to the other? */
  leads(from: BasicBlock, to: BasicBlock): boolean {
    return this.has(from) && this.waysFrom(from).includes(to);
  }

  private waysFrom(block: BasicBlock): readonly BasicBlock[] {
    const next = block.successors();
    const branch = block.terminator;
    if (branch?.opcode !== "br" || branch.operandCount !== 3) return next;
    if (branch.operand(0) !== this.condition) return next;
    return next.slice(this.holds ? 0 : 1, this.holds ? 1 : 2);
  }
}

/** Is it used only where the way is taken, and what it begins with all along there? */
function isSettled(phi: PhiInst, start: Value, latch: BasicBlock, { taken, other }: Way): boolean {
  for (const { user, index } of phi.uses()) {
    if (!(user instanceof Instruction) || user.parent === null) return false;
    if (user.isDebugRecord) continue;
    const isElsewhere =
      user instanceof PhiInst
        ? other.leads(user.incomingBlock(Math.floor(index / 2)), user.parent)
        : !isOnlyIn(taken, other, user.parent);
    if (isElsewhere) return false;
  }
  return comesTo(phi.valueFrom(latch), phi, start, taken);
}

/** Is the block one of the loop that is come to on one way only? */
function isOnlyIn(taken: Reached, other: Reached, block: BasicBlock): boolean {
  return taken.has(block) && !other.has(block);
}

/** Is the value, on the way that is taken, the phi or what that begins with? */
function comesTo(value: Value, phi: PhiInst, start: Value, taken: Reached): boolean {
  const seen = new Set<Value>([value]);
  for (const each of seen) {
    if (each === phi || each === start) continue;
    const { parent } = each instanceof PhiInst ? each : { parent: null };
    if (!(each instanceof PhiInst) || parent === null || !taken.has(parent)) return false;
    if (parent === phi.parent) return false;
    for (const { value: from, block } of each.incoming()) {
      if (taken.leads(block, parent)) seen.add(from);
    }
  }
  return true;
}
