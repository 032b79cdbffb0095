/**
 * Joint reversal of the iterations of a loop: the forward sweep keeps nothing of them but the state that each begins with, and the
 * reverse sweep runs each again, with its tape, just before it reverses it (A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed.,
 * SIAM 2008, section 12.2). The tape is that of one iteration.
 */
import type { Loop } from "../../analysis/loops.ts";
import type { Root } from "../../analysis/memory.ts";
import type { BasicBlock, Instruction } from "../../ir/graph.ts";
import type { PhiInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { must } from "../../support/assert.ts";
import type { Context } from "../context.ts";
import type { Symbolic } from "../../analysis/symbolic.ts";

/** A loop whose iterations are run again. */
export interface JointLoop {
  readonly loop: Loop;
  /** What of an iteration is run again; phis of the header are not among it. */
  readonly slice: ReadonlySet<Instruction>;
  /** Phis of the header that are had again from the number of the iteration, or kept for each. */
  readonly phis: ReadonlySet<PhiInst>;
  /** Those of them that are kept. */
  readonly carried: ReadonlySet<PhiInst>;
  /** Values from outside of the loop that are not at hand everywhere. */
  readonly inputs: ReadonlySet<Instruction>;
  /** Pointers outside of the loop whose shadows are used in it. */
  readonly shadowInputs: ReadonlySet<Value>;
  /** Memory that is put back before an iteration is run again. */
  readonly states: readonly State[];
  /** Loads of memory that is as it was when the iteration began, from when it has been put back until the reverse of the iteration is done. */
  readonly settled: ReadonlySet<Instruction>;
  /** Memory that an iteration run again leaves otherwise than the last one did, and that the caller sees. */
  readonly outputs: readonly State[];
  /** Each iteration is done once, forward and at once backward, instead of twice. */
  readonly isOnce: boolean;
  /** There is memory that each iteration writes anew, by bounds of what it writes to. */
  readonly isRenewed: boolean;
}

/** Bytes of one object: all of an allocation of so many, or the least stretch in which boxes lie. */
export type State =
  | { readonly root: Root; readonly base: Value; readonly size: Symbolic }
  | { readonly root: Root; readonly boxes: readonly Box[] };

/** So many pieces, each so many bytes behind the one before. */
export interface Side {
  readonly count: Symbolic;
  readonly step: bigint;
}

/** Pieces of `size` bytes, the first one at `start` bytes from `base`, along each of the sides. All values are known before the outermost loop. */
export interface Box {
  readonly base: Value;
  readonly start: Symbolic;
  readonly sides: readonly Side[];
  readonly size: Symbolic;
}

/** No loop at all. */
export const noLoops: ReadonlyMap<Loop, JointLoop> = new Map();

/** The loop for each iteration of which something in `block` is kept; null where it is kept once: in a loop that is run again, only one iteration is kept at a time. */
export function tapedIn(loop: Loop | null, joint: ReadonlyMap<Loop, JointLoop>): Loop | null {
  return loop !== null && joint.has(loop) ? null : loop;
}

/** Where an instruction is in an iteration: the block that it is in, or the header of the loop directly in `around`. */
export function nodeIn(
  { parent }: Instruction,
  around: Loop,
  { forest }: Pick<Context, "forest">,
): BasicBlock {
  const block = must(parent, "the instruction is in a block");
  let loop = forest.loopOf(block);
  if (loop === around) return block;
  while (loop !== null && loop.parent !== around) loop = loop.parent;
  return must(loop, "the block is in the loop").header;
}

/** Is all that the first does in an iteration done before the second is come to? */
export function comesBefore(
  first: Instruction,
  second: Instruction,
  around: Loop,
  { cfg, forest }: Pick<Context, "cfg" | "forest">,
): boolean {
  const [from, to] = [nodeIn(first, around, { forest }), nodeIn(second, around, { forest })];
  if (from !== to) return cfg.numberOf(from) < cfg.numberOf(to);
  // A loop of one block runs it again.
  if (forest.loopOf(from) !== around) return false;
  for (let inst = first.next; inst !== null; inst = inst.next) if (inst === second) return true;
  return false;
}

/** Is it known before the loop how many copies of its states there will be, so that they can be in one block of memory? */
export function hasOneBlock(
  loop: Loop,
  counts: { readonly before: (loop: Loop) => unknown },
): boolean {
  return loop.parent === null && counts.before(loop) !== null;
}
