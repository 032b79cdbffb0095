/**
 * How often the header of a loop runs, as a number that is known before the outermost loop around it is entered. Only then can the
 * tape of the whole nest be one allocation of the right size.
 */
import { isInvariant } from "../analysis/affine.ts";
import type { Loop } from "../analysis/loops.ts";
import { apply, constant, constantOf, type Symbolic, symbolOf } from "../analysis/symbolic.ts";
import { emitTripCount, tripCount } from "../analysis/tripcount.ts";
import { mayThrowIn } from "./throwing-loops.ts";
import type { IRBuilder } from "../ir/builder.ts";
import type { BasicBlock } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { ends } from "./counters.ts";
import { type JointLoop, noLoops } from "./joint/loop.ts";

/** How often the header of a loop runs, as code at some place before it; null when that is not known there. */
export type CountEmitter = (loop: Loop) => ((build: IRBuilder) => Value) | null;

/** How often the headers of loops run. */
export interface Counts {
  /** As code before the outermost loop around it. */
  readonly before: CountEmitter;
  /** As code in the loop's own preheader, each time it is entered. */
  readonly atEntry: CountEmitter;
  /** The number that it always is; null where that depends on values. */
  readonly constant: (loop: Loop) => bigint | null;
  /** Is it outermost, or is only one iteration on the tape of the loop around it? */
  readonly startsNest: (loop: Loop) => boolean;
  /** In values that are known each time the loop is entered; null where it is not. */
  readonly inValues: (loop: Loop) => Symbolic | null;
}

/** The counts of a function's loops; made before the forward sweep is changed. */
export function countsOf(context: Context, joint: ReadonlyMap<Loop, JointLoop> = noLoops): Counts {
  const before = new Map<Loop, (build: IRBuilder) => Value>();
  const atEntry = new Map<Loop, (build: IRBuilder) => Value>();
  const constants = new Map<Loop, bigint | null>();
  const inValues = new Map<Loop, Symbolic | null>();
  const note = (loop: Loop, at: Loop, count: Symbolic | null, into: typeof before): void => {
    if (count === null) return;
    into.set(loop, (build) => emitTripCount(build, { loop: at, count }));
  };
  for (const loop of context.forest.loops) {
    note(loop, outermost(loop), symbolicCount(loop, context), before);
    const own = executionsAtEntry(loop, loop, context);
    note(loop, loop, own, atEntry);
    inValues.set(loop, own);
    constants.set(loop, own === null ? null : constantOf(own));
  }
  return {
    before: (loop) => before.get(loop) ?? null,
    atEntry: (loop) => atEntry.get(loop) ?? null,
    constant: (loop) => constants.get(loop) ?? null,
    startsNest: ({ parent }) => parent === null || joint.has(parent),
    inValues: (loop) => inValues.get(loop) ?? null,
  };
}

/** How often the header of `loop` runs each time it is entered, in values known before the outermost loop around it; null when that is not known. */
export function symbolicCount(loop: Loop, context: Context): Symbolic | null {
  return executions(loop, outermost(loop), context);
}

/** The outermost loop around a loop, or the loop itself. */
export function outermost(loop: Loop): Loop {
  let root = loop;
  while (root.parent !== null) root = root.parent;
  return root;
}

/** Executions of the header at each entry of the loop, in values known before `around`; null when that is not known. */
function executionsAtEntry(loop: Loop, around: Loop, context: Context): Symbolic | null {
  const { dominators } = context;
  const trips = tripCount(loop, dominators, (each) => mayThrowIn(each, context));
  if (trips?.exact !== true || hasOtherExits(loop)) return null;
  if (!isKnownBefore(trips.count, around)) return null;
  return apply("add", trips.count, constant(64, 1n));
}

/** Executions of the header at each entry of the loop: 0 where the nest never comes to it. */
function executions(loop: Loop, root: Loop, context: Context): Symbolic | null {
  const runs = executionsAtEntry(loop, root, context);
  const guards = runs === null ? null : guardsOf(loop, root, context);
  if (runs === null || guards === null) return null;
  return guards.reduce(guarded, runs);
}

/** The count where the guard lets control through, else 0. */
function guarded(count: Symbolic, { condition, holds }: Guard): Symbolic {
  const test = symbolOf(condition, 1);
  const none = constant(64, 0n);
  return holds ? apply("select", test, count, none) : apply("select", test, none, count);
}

/** `count` where each iteration of `loop`, the innermost around `block`, comes to the block, 0 where none does; null where that differs. */
export function whereReached(
  count: Symbolic,
  block: BasicBlock,
  loop: Loop,
  context: Context,
): Symbolic | null {
  return guardsIn(block, loop, outermost(loop), context)?.reduce(guarded, count) ?? null;
}

/** An exit to a block that never returns is no exit for a count, but the last iteration is then not known. */
function hasOtherExits(loop: Loop): boolean {
  return loop.exiting().length !== 1;
}

/** Can the expression be computed before `root`? */
function isKnownBefore(expr: Symbolic, root: Loop): boolean {
  if (expr.kind === "value") return isInvariant(expr.value, root);
  return expr.kind === "constant" || expr.args.every((arg) => isKnownBefore(arg, root));
}

/** A branch on which it depends whether a loop inside another is reached. */
interface Guard {
  readonly condition: Value;
  readonly holds: boolean;
}

/**
 * The branches that an iteration of the loop around `loop` passes on its way to it. A count taken before the nest holds only where
 * they let control through: a bound below the start, which such a branch rules out, would otherwise make it huge.
 * @returns null where a branch depends on the iteration
 */
function guardsOf(loop: Loop, root: Loop, context: Context): Guard[] | null {
  const guards: Guard[] = [];
  for (let inner = loop; inner.parent !== null; inner = inner.parent) {
    const [preheader] = ends(inner);
    const own = guardsIn(preheader, inner.parent, root, context);
    if (own === null) return null;
    guards.push(...own);
  }
  return guards;
}

/** Those between the header of `loop` and a block of it. */
function guardsIn(
  reached: BasicBlock,
  loop: Loop,
  root: Loop,
  { cfg, dominators, forest }: Context,
): Guard[] | null {
  const guards: Guard[] = [];
  const [, latch] = ends(loop);
  let block = reached;
  while (!dominators.dominatesBlock(block, latch)) {
    const above = cfg.block(dominators.idom(cfg.numberOf(block)));
    const passed = loopBefore(block, above, loop, forest);
    if (passed !== null) {
      // Whoever comes to a loop with one way out comes out of it there.
      [block] = ends(passed);
      continue;
    }
    const guard = guardBetween(above, block, root, cfg);
    if (guard !== null) guards.push(guard);
    else if (!comesTo(above, block, loop, cfg)) return null;
    block = above;
  }
  return guards;
}

/** The loop directly in `parent` out of which control comes to `block` and nowhere else; null where `above` is in none. */
function loopBefore(
  block: BasicBlock,
  above: BasicBlock,
  parent: Loop,
  forest: Context["forest"],
): Loop | null {
  let loop = forest.loopOf(above);
  while (loop !== null && loop.parent !== parent) loop = loop.parent;
  if (loop === null || loop.contains(block)) return null;
  const exits = loop.exits().filter((exit) => exit.terminator?.opcode !== "unreachable");
  return exits.length === 1 && exits[0] === block ? loop : null;
}

/** `count` where the loop is entered, 0 where it never is; null where that differs. */
export function whereEntered(count: Symbolic, loop: Loop, context: Context): Symbolic | null {
  return guardsOf(loop, outermost(loop), context)?.reduce(guarded, count) ?? null;
}

/** More blocks than this are not looked at. */
const mostBetween = 64;

/** Do all ways from `above` come to `block` in the same iteration of the loop? */
function comesTo(above: BasicBlock, block: BasicBlock, loop: Loop, cfg: Context["cfg"]): boolean {
  const seen = new Set<BasicBlock>([above]);
  for (const each of seen) {
    const next = each.successors();
    // A block without a way on ends the program.
    if (next.length === 0 || seen.size > mostBetween) return false;
    for (const to of next) {
      if (to === loop.header || !loop.contains(to)) return false;
      if (to !== block) seen.add(to);
    }
  }
  return cfg.numberOf(above) < cfg.numberOf(block);
}

function guardBetween(
  above: BasicBlock,
  block: BasicBlock,
  root: Loop,
  cfg: Context["cfg"],
): Guard | null {
  const branch = above.terminator;
  if (branch?.opcode !== "br" || branch.operandCount !== 3) return null;
  const only = cfg.predecessors(cfg.numberOf(block)).length === 1;
  const condition = branch.operand(0);
  if (!only || !isInvariant(condition, root)) return null;
  return { condition, holds: branch.operand(1) === block };
}
