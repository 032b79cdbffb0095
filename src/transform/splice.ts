/** Cutting blocks in two, and phis that follow. */
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { must } from "../support/assert.ts";
import { phisOf } from "./edges.ts";

/** Moves what follows `inst` to a new block of `fn`; the old one is left without a terminator. */
export function splitAfter(inst: Instruction, fn: Function): BasicBlock {
  const head = must(inst.parent, "the instruction is in a block");
  const rest = fn.newBlock(null, head);
  for (let moved = inst.next; moved !== null; ) {
    const next: Instruction | null = moved.next;
    head.unlink(moved);
    rest.append(moved);
    moved = next;
  }
  for (const use of head.uses()) if (use.user instanceof PhiInst) use.value = rest;
  return rest;
}

/** In the phis of `block`, what came from `from` comes from each of `to` instead; from nowhere when there is none. */
export function replaceIncoming(
  block: BasicBlock,
  from: BasicBlock,
  to: readonly BasicBlock[],
): void {
  for (const phi of phisOf(block)) {
    const pairs = phi.incoming();
    phi.removeOperands(0, phi.operandCount);
    for (const pair of pairs) {
      if (pair.block !== from) phi.addIncoming(pair.value, pair.block);
      else for (const source of to) phi.addIncoming(pair.value, source);
    }
  }
}
