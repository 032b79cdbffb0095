/**
 * Barriers that some threads of a block come to and others do not, as they have left before. A machine lets threads leave, but their reverse would
 * not wait for that of the others, which adds to shadows of what those that left have written.
 */
import { calledFunction } from "../analysis/effects.ts";
import type { Cfg } from "../analysis/cfg.ts";
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, PhiInst } from "../ir/instructions.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";
import { keptFor } from "../support/kept.ts";
import type { Context } from "./context.ts";
import { isBarrier } from "./derive-barrier.ts";
import { isPrivate } from "./private-memory.ts";
import { targetOf } from "./target.ts";

/** A branch by what differs from thread to thread that decides whether `barrier` is reached, or how often; null where there is none. */
export function divergenceBefore(barrier: CallInst, context: Context): Instruction | null {
  return branchOn(ownDifferences(context), barrier, context);
}

/** The parameters of a generated function, by number, that its callers must give the same value in all threads of a block. */
export const agreeing = keptFor<Function, Set<number>>(() => new Set());

/** Notes which parameters decide whether `barrier` is reached, or how often. */
export function noteAgreement(barrier: CallInst, context: Context): void {
  for (const arg of context.params.primal) {
    const differing = closureOf([arg], context);
    if (branchOn(differing, barrier, context) !== null) agreeing(context.fn).add(arg.index);
  }
}

/** A branch by a value of `differing` that decides whether `barrier` is reached; null where there is none. */
function branchOn(
  differing: ReadonlySet<unknown>,
  barrier: CallInst,
  context: Context,
): Instruction | null {
  const { cfg } = context;
  if (barrier.parent === null) return null;
  const waiting = new Set([cfg.numberOf(barrier.parent)]);
  for (const number of waiting) {
    const past = waysPast(number, context);
    const isAhead = (each: number): boolean => !past.has(each);
    for (let from = 0; from < cfg.size; from++) {
      const next = cfg.successors(from);
      if (!next.some(isAhead) || next.every(isAhead)) continue;
      const branch = cfg.block(from).terminator;
      if (branch !== null && differing.has(branch.operand(0))) return branch;
      waiting.add(from);
    }
  }
  return null;
}

/** The blocks from which the function's end is reached without the block. A trap ends the whole launch. */
function waysPast(block: number, { cfg, exit }: Context): ReadonlySet<number> {
  const found = new Set([cfg.numberOf(exit)].filter((each) => each !== block));
  for (const each of found) {
    for (const before of cfg.predecessors(each)) if (before !== block) found.add(before);
  }
  return found;
}

/** What follows from who a thread is, and what is in its own memory. */
const ownDifferences = keptFor((context: Context): ReadonlySet<unknown> => {
  const target = targetOf(context.services);
  const found: Instruction[] = [];
  for (const block of context.cfg.order) {
    for (const inst of block) {
      const name = inst instanceof CallInst ? calledFunction(inst)?.name : undefined;
      const isOwn = inst instanceof LoadInst && isPrivate(inst.pointer, context);
      if (isOwn || (name !== undefined && target?.differs(name) === true)) found.push(inst);
    }
  }
  return closureOf(found, context);
});

/** The values and all that follows from them. What a barrier counts is the same for all threads. */
function closureOf(values: readonly Value[], context: Context): ReadonlySet<unknown> {
  const found = new Set<Value>(values);
  const branches = new Set<number>();
  for (const value of found) {
    for (const user of usersOf(value)) {
      if (user.isTerminator) {
        const from = numberOf(user.parent, context.cfg);
        if (!branches.has(from)) for (const phi of phisBehind(from, context)) found.add(phi);
        branches.add(from);
      } else if (user.type.kind !== "void" && !isBarrier(user, context)) found.add(user);
    }
  }
  return found;
}

/** The phis that a branch may choose for: where ways meet that it has parted. */
function* phisBehind(branch: number, { cfg, dominators }: Context): Generator<PhiInst> {
  for (let i = branch + 1; i < cfg.size; i++) {
    if (!dominators.dominatesNumber(dominators.idom(i), branch)) continue;
    for (const inst of cfg.block(i)) if (inst instanceof PhiInst) yield inst;
  }
}

function numberOf(block: BasicBlock | null, cfg: Cfg): number {
  return block === null ? -1 : cfg.numberOf(block);
}
