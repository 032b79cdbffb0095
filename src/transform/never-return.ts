/** Calls of functions of the module that never return: nothing comes behind them, whatever the text says. */
import { calledFunction } from "../analysis/effects.ts";
import { isSeenThrough } from "../analysis/registered.ts";
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst, TerminatorInst } from "../ir/instructions.ts";
import { must } from "../support/assert.ts";
import { isInterposable } from "./linkage.ts";
import { replaceIncoming, splitAfter } from "./splice.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/**
 * Ends the blocks of `fn` behind calls of functions that have a body and never return (they throw, exit, or go round for ever). Compilers
 * without optimisation do not say so of them. Such a function has no gradient, and as nothing comes back, none is needed.
 * @returns whether there was such a call
 */
export function endBehindCalls(fn: Function): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    const callee = calleeWithBody(inst);
    // What is behind an earlier one has moved, or has no need of an end of its own.
    if (!(inst instanceof CallInst) || callee === null || !neverReturns(callee)) continue;
    changed = endBehind(inst, fn) || changed;
  }
  if (!changed) return false;
  removeUnreachableBlocks(fn);
  fn.module.markChanged(fn);
  return true;
}

function calleeWithBody(inst: Instruction): Function | null {
  if (!(inst instanceof CallInst) || inst.opcode === "callbr") return null;
  const callee = calledFunction(inst);
  return callee !== null && isSeenThrough(callee) && !isInterposable(callee) ? callee : null;
}

function endBehind(call: CallInst, fn: Function): boolean {
  const head = must(call.parent, "the call is in a block");
  const [normal] = call.destinations;
  if (normal === undefined) {
    if (call.next?.opcode === "unreachable") return false;
    // A musttail call must stand before a return.
    call.tailKind = "";
    splitAfter(call, fn);
    appendEnd(head, fn);
    return true;
  }
  if (normal.first?.opcode === "unreachable") return false;
  const nowhere = fn.newBlock(null, head);
  appendEnd(nowhere, fn);
  replaceIncoming(normal, head, []);
  for (const use of call.operandUses) if (use.value === normal) use.value = nowhere;
  return true;
}

function appendEnd(block: BasicBlock, fn: Function): void {
  block.append(new TerminatorInst(fn.module.types.void, "unreachable", []));
}

/** What is known of originals, which do not change. */
const known = new WeakMap<Function, boolean>();

/** Does no path through `root` lead to a return? Asked of functions that have a body; a recursion without an end counts as one that may. */
function neverReturns(root: Function): boolean {
  const before = known.get(root);
  if (before !== undefined) return before;
  const open = new Set<Function>([root]);
  for (const fn of open) {
    for (const inst of fn.instructions()) {
      const callee = calleeWithBody(inst);
      if (callee !== null && !known.has(callee)) open.add(callee);
    }
  }
  let size: number;
  do {
    size = open.size;
    for (const fn of open) {
      if (comesToReturn(fn)) continue;
      known.set(fn, true);
      open.delete(fn);
    }
  } while (open.size < size);
  for (const fn of open) known.set(fn, false);
  return known.get(root) === true;
}

/** As far as is known by now of those that it calls. */
function comesToReturn(fn: Function): boolean {
  const seen = new Set<BasicBlock>([fn.entry]);
  for (const block of seen) {
    const end = lastReached(block);
    if (end.opcode === "ret") return true;
    const ends = end instanceof CallInst && isKnownEnd(end);
    for (const next of block.successors()) {
      // An exception goes on to where it is caught.
      if (!ends || (end.opcode === "invoke" && end.destinations[1] === next)) seen.add(next);
    }
  }
  return false;
}

/** The call in the block that never returns, else its terminator. */
function lastReached(block: BasicBlock): Instruction {
  for (const inst of block) if (isKnownEnd(inst)) return inst;
  return must(block.terminator, "the block has a terminator");
}

function isKnownEnd(inst: Instruction): boolean {
  const callee = calleeWithBody(inst);
  return callee !== null && known.get(callee) === true;
}
