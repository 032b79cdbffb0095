/** Branches of which it is known where they go become jumps, and what is behind the others is dropped. */
import { KnownValues } from "../analysis/known-values.ts";
import { constInt } from "../ir/literal.ts";
import { type BasicBlock, Function, type Instruction } from "../ir/graph.ts";
import { TerminatorInst } from "../ir/instructions.ts";
import { debugLocation, phisOf } from "./edges.ts";
import { replaceIncoming } from "./splice.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/**
 * Replaces the integers and function pointers of `fn` that are the same in every run by constants, and the branches that go one way only. What calls that were
 * inlined do with constants (the cases of a switch among operations, sizes, flags) is then all that is left of them.
 * @returns whether a branch was replaced
 */
export function takeKnownBranches(fn: Function): boolean {
  if (!fn.blocks.some(({ terminator }) => (terminator?.successors().length ?? 0) > 1)) return false;
  const known = new KnownValues(fn);
  const reached = fn.blocks.filter((block) => known.isReached(block));
  for (const block of reached) {
    for (let inst = block.first; inst !== null; inst = inst.next) replaceKnown(inst, known);
  }
  fn.module.markChanged(fn);
  const jumps = reached.filter((block) => jump(block, known));
  if (jumps.length > 0) removeUnreachableBlocks(fn);
  return jumps.length > 0;
}

function replaceKnown(inst: Instruction, known: KnownValues): void {
  if (!inst.isUsed) return;
  const value = known.of(inst);
  const { type } = inst;
  if (typeof value === "bigint" && type.kind === "int")
    inst.replaceAllUsesWith(constInt(type, value));
  else if (value instanceof Function && type === value.type) inst.replaceAllUsesWith(value);
}

/** Makes the branch at the end of `block` a jump where it goes one way only. */
function jump(block: BasicBlock, known: KnownValues): boolean {
  const { terminator } = block;
  if (terminator === null || (terminator.opcode !== "br" && terminator.opcode !== "switch"))
    return false;
  if (terminator.operandCount === 1) return false;
  const [target, ...others] = known.successors(block);
  if (target === undefined || others.length > 0) return false;
  for (const next of new Set(terminator.successors())) {
    if (next !== target) replaceIncoming(next, block, []);
  }
  keepOneEdge(target, block);
  const made = new TerminatorInst(terminator.type, "br", [target]);
  made.position = terminator.position;
  made.metadata = debugLocation(terminator);
  block.insert(made, terminator);
  terminator.erase();
  return true;
}

/** Several edges of a switch may lead to one block, each with an entry in its phis. */
function keepOneEdge(target: BasicBlock, from: BasicBlock): void {
  for (const phi of phisOf(target)) {
    const pairs = phi.incoming();
    const first = pairs.findIndex(({ block }) => block === from);
    const kept = pairs.filter(({ block }, i) => block !== from || i === first);
    if (kept.length === pairs.length) continue;
    phi.removeOperands(0, phi.operandCount);
    for (const pair of kept) phi.addIncoming(pair.value, pair.block);
  }
}
