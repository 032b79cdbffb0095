/**
 * Loops of which each iteration can be reversed as soon as it has been done, so that it need not be done twice: iterations that share sums and
 * nothing else. The reverse sweep comes first to what is behind such a loop, which must not need anything that the loop computes.
 */
import type { Loop } from "../../analysis/loops.ts";
import { isOwn, type Root } from "../../analysis/memory.ts";
import { type BasicBlock, Instruction } from "../../ir/graph.ts";
import { CallInst, LoadInst, PhiInst, SelectInst } from "../../ir/instructions.ts";
import { usersOf } from "../../ir/users.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { phisOf } from "../../transform/edges.ts";
import { ends } from "../counters.ts";
import type { Plan } from "../plan.ts";
import { writtenBy } from "../reload.ts";
import { returningBlocks } from "../returning.ts";
import { isWrite } from "../undo.ts";
import { isLeftAtEnd } from "./boxes.ts";
import type { LoopMemory } from "./memory.ts";
import type { Renewal } from "./renewal.ts";
import { isPlain } from "./slice.ts";

/** What is asked about one function. */
interface Facts {
  readonly context: Context;
  /** The plan without such loops. */
  readonly plan: Plan;
  readonly memory: LoopMemory;
}

/** Can what is behind the loop be done, and reversed, before the loop is? */
export function canWait(loop: Loop, { context, plan }: Facts): boolean {
  const { spec, ret } = context;
  const [exit, another] = loop.exits();
  if (loop.parent !== null || !isLeftAtEnd(loop) || exit === undefined || another !== undefined)
    return false;
  const isBranch = loop.latch?.terminator?.opcode === "br";
  if (!isBranch || spec.primalReturn === true || !returningBlocks(context).has(exit)) return false;
  const behind = [...blocksBehind(loop)];
  const late = lateIn(exit, context);
  if (late === null || [...late].some((value) => plan.primals.has(value))) return false;
  const others = behind.flatMap((block) => [...block]).filter((inst) => !late.has(inst));
  const isQuiet = others.every((inst) => {
    const isDeferred = inst instanceof CallInst && context.deferred.has(inst);
    return inst === ret || isDeferred || isPlain(inst, context);
  });
  return isQuiet && areApart([...loop.blocks], behind, context);
}

/** Blocks that may run after the loop. */
function blocksBehind(loop: Loop): ReadonlySet<BasicBlock> {
  const found = new Set<BasicBlock>(loop.exits());
  for (const block of found) for (const next of block.successors()) found.add(next);
  return found;
}

/** All that depends on what the loop hands on; null where that is more than arithmetic. */
function lateIn(exit: BasicBlock, { forest, ret }: Context): ReadonlySet<Instruction> | null {
  const late = new Set<Instruction>();
  for (const phi of phisOf(exit)) late.add(phi);
  for (const value of late) {
    for (const user of usersOf(value)) {
      if (user === ret || user.isDebugRecord) continue;
      if (!isArithmetic(user) || user.parent === null || forest.loopOf(user.parent) !== null)
        return null;
      late.add(user);
    }
  }
  return late;
}

function isArithmetic(inst: Instruction): boolean {
  if (inst instanceof CallInst) return isFused(inst);
  return /^(?:f?add|f?sub|f?mul|fdiv|fneg|phi|fpext|fptrunc|sitofp|uitofp)$/.test(inst.opcode);
}

/** Is it a product to which something is added? */
function isFused(call: Instruction): boolean {
  return /^llvm\.(fmuladd|fma)\./.test(call.operand(call.operandCount - 1).name ?? "");
}

/** Is nothing that one of the two writes read or written by the other? */
function areApart(
  loop: readonly BasicBlock[],
  behind: readonly BasicBlock[],
  context: Context,
): boolean {
  const [own, other] = [loop, behind].map((blocks) => accessesOf(blocks, context));
  if (!own || !other) return false;
  const meet = (x: ReadonlySet<Root>, y: ReadonlySet<Root>): boolean =>
    [...x].some((root) => [...y].some((each) => context.memory.rootsAlias(root, each)));
  const all = new Set([...other.read, ...other.written]);
  return !meet(own.written, all) && !meet(own.read, other.written);
}

function accessesOf(
  blocks: readonly BasicBlock[],
  context: Context,
): { read: Set<Root>; written: Set<Root> } | null {
  const read = new Set<Root>();
  const written = new Set<Root>();
  for (const inst of blocks.flatMap((block) => [...block])) {
    if (inst instanceof CallInst && context.deferred.has(inst)) continue;
    const roots = writtenBy(inst, context);
    if (roots === "anything") return null;
    for (const root of roots) written.add(root);
    const from = inst instanceof LoadInst ? inst.pointer : sourceOf(inst);
    for (const root of from === null ? [] : context.memory.rootsOf(from)) read.add(root);
  }
  return { read, written };
}

/** Where a copy of memory reads. */
function sourceOf(inst: Instruction): Value | null {
  if (!(inst instanceof CallInst) || !isWrite(inst)) return null;
  const source = inst.operand(1);
  return source.type.kind === "pointer" ? source : null;
}

/** Do the iterations share nothing but sums, so that it is of no concern in which order they are reversed? */
export function areIndependent(loop: Loop, { context, memory }: Facts, renewal: Renewal): boolean {
  const { activity } = context;
  if (!shareSums(loop, context)) return false;
  const written = new Set<Root>();
  for (const inst of loop.blocks.flatMap((block) => [...block])) {
    const roots = writtenBy(inst, context);
    if (roots === "anything") return false;
    for (const root of roots) written.add(root);
  }
  return [...written].every((root) => {
    if (!activity.isActiveRoot(root)) return true;
    const isPrivate = isOwn(root) && !context.memory.escapes(root) && !memory.isFreed(root);
    return isPrivate && (renewal.isRewritten(root) || renewal.isRenewed(root));
  });
}

/** Are all active values that go from one iteration to the next, or out of the loop, sums? No value is part of two of them. */
function shareSums(loop: Loop, { activity }: Context): boolean {
  const [, latch] = ends(loop);
  const parts = new Set<Value>();
  const results = new Set<Value>();
  for (const phi of phisOf(loop.header)) {
    if (!activity.isActive(phi)) continue;
    const sums = sumsOf(phi, loop);
    if (sums === null || sums.some((value) => parts.has(value))) return false;
    for (const value of sums) parts.add(value);
    results.add(phi.valueFrom(latch));
  }
  // What else the last iteration computes would have an adjoint in that iteration alone.
  return loop.exits().every((exit) =>
    phisOf(exit).every((phi) => {
      const value = phi.valueFrom(latch);
      return !activity.isActive(value) || results.has(value);
    }),
  );
}

/**
 * What a phi of the header is added up in, where each iteration adds to it, whatever way it goes, and uses it for nothing else. Its
 * adjoint is then the same in all iterations.
 */
function sumsOf(phi: PhiInst, loop: Loop): readonly Instruction[] | null {
  const [preheader] = ends(loop);
  const sums = new Set<Instruction>([phi]);
  for (const value of sums) {
    for (const user of usersOf(value)) {
      if (user.isDebugRecord || user.parent === null || !loop.contains(user.parent)) continue;
      if (!addsTo(user, value)) return null;
      sums.add(user);
    }
  }
  const has = (value: Value): boolean => value instanceof Instruction && sums.has(value);
  const isSum = [...sums].every((value) => {
    if (value instanceof SelectInst) return has(value.yes) && has(value.no);
    if (value instanceof PhiInst) {
      const inside = value.incoming().filter(({ block }) => value !== phi || block !== preheader);
      return inside.every((each) => has(each.value));
    }
    return value.operands.filter(has).length === 1;
  });
  return isSum ? [...sums] : null;
}

/** Is it `value` and something else? */
function addsTo(user: Instruction, value: Value): boolean {
  const [first, second, third] = user.operands;
  switch (user.opcode) {
    case "fadd":
      return true;
    case "fsub":
      return first === value && second !== value;
    case "phi":
      return true;
    case "select":
      return first !== value;
    case "call":
      return isFused(user) && third === value && first !== value && second !== value;
    default:
      return false;
  }
}
