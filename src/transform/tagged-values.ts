/**
 * Where ways meet with one of two things in one value, a pointer or a number, and a number beside it that says which, the branch that asks
 * for it is taken on each way by itself: the value is then what it is. Rust's enums are such values, as results of functions with an error
 * in the place of the pointer. (Jump threading, where it parts what one value stands for.)
 */
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { isInNullPage } from "../analysis/null-page.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { integerOf, MetadataValue } from "../ir/constants.ts";
import { foldBinary, foldCast, foldCompare } from "../ir/fold.ts";
import { BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import {
  ArithmeticInst,
  CallInst,
  CastInst,
  CompareInst,
  PhiInst,
  TerminatorInst,
} from "../ir/instructions.ts";
import { undefOf } from "../ir/literal.ts";
import { isFloating } from "../ir/types.ts";
import type { Use, Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { canSplit, debugLocation, dropIncoming, phisOf, redirect } from "./edges.ts";
import { promoteSlots } from "./mem2reg.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/** How many instructions are copied for one way at most, and for a function. */
const mostForWay = 60;
const mostForAll = 4000;

/** A block where ways meet, those behind it to which it alone leads, and where each way goes of which that is known. */
interface Meeting {
  readonly chain: readonly BasicBlock[];
  /** By the successor of the last block. */
  readonly ways: ReadonlyMap<BasicBlock, readonly BasicBlock[]>;
  readonly size: number;
}

/** Takes such branches on each way; true when there were any. */
export function partTaggedValues(fn: Function, services: ModuleServices): boolean {
  let left = mostForAll;
  let changed = removeUnreachableBlocks(fn);
  for (let found = meetingIn(fn); found !== null; found = meetingIn(fn)) {
    left -= found.size * found.ways.size;
    if (left < 0) break;
    keepInSlots(found, fn, services);
    for (const [target, preds] of found.ways) copyFor(preds, target, found.chain, fn);
    removeUnreachableBlocks(fn);
    promoteSlots(fn);
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function meetingIn(fn: Function): Meeting | null {
  const mixed = fn.blocks.filter((block) => phisOf(block).some(isMixed));
  if (mixed.length === 0) return null;
  const tree = new DominatorTree(new Cfg(fn));
  const isHeader = (block: BasicBlock): boolean =>
    block.predecessors().some((pred) => tree.dominatesBlock(block, pred));
  for (const block of mixed) {
    const meeting = isHeader(block) ? null : meetingAt(block);
    if (meeting !== null) return meeting;
  }
  return null;
}

/** Is it a pointer on one way and a number on another, or the bits of a float on one and a number on another? */
function isMixed(phi: PhiInst): boolean {
  const values = phi.incoming().map(({ value }) => value);
  if (phi.type.kind === "pointer") {
    return values.some(isNumber) && !values.every(isNumber);
  }
  if (phi.type.kind !== "int") return false;
  return values.some(isHidden) && !values.every(isHidden);
}

function isNumber(value: Value): boolean {
  return value instanceof CastInst && value.opcode === "inttoptr" && !isInNullPage(value);
}

/** Is it an integer that is a pointer or a float? */
function isHidden(value: Value): boolean {
  if (!(value instanceof CastInst)) return false;
  return (
    value.opcode === "ptrtoint" || (value.opcode === "bitcast" && isFloating(value.source.type))
  );
}

function meetingAt(block: BasicBlock): Meeting | null {
  const preds = block.predecessors();
  const [phi] = phisOf(block);
  if (phi?.incomingCount !== preds.length || !canSplit(block, preds)) return null;
  const chain = chainFrom(block);
  const end = at(chain, chain.length - 1).terminator;
  const size = chain.reduce((sum, each) => sum + [...each].length, 0);
  if (end === null || size > mostForWay || !chain.every(mayBeCopied)) return null;
  const targets = end.successors();
  if (targets.length < 2 || new Set(targets).size !== targets.length) return null;
  const ways = new Map<BasicBlock, BasicBlock[]>();
  for (const pred of preds) {
    const target = targetFrom(pred, end, chain);
    if (target !== null) ways.set(target, [...(ways.get(target) ?? []), pred]);
  }
  return ways.size === 0 ? null : { chain, ways, size };
}

function chainFrom(block: BasicBlock): BasicBlock[] {
  const chain = [block];
  for (let last = block; ; ) {
    const [next, ...others] = last.successors();
    if (next === undefined || others.length > 0 || last.terminator?.opcode !== "br") return chain;
    if (next.predecessors().length !== 1 || chain.includes(next)) return chain;
    chain.push(next);
    last = next;
  }
}

function mayBeCopied(block: BasicBlock): boolean {
  return [...block].every((inst) => {
    if (inst.opcode === "alloca" || inst.type.kind === "token") return false;
    if (inst.isTerminator) return inst.opcode === "br" || inst.opcode === "switch";
    return !(inst instanceof CallInst) || inst.callee.name?.startsWith("llvm.") === true;
  });
}

/** The successor that control goes to when it comes from `pred`; null where that is not known. */
function targetFrom(
  pred: BasicBlock,
  end: Instruction,
  chain: readonly BasicBlock[],
): BasicBlock | null {
  const condition = integerFrom(pred, end.operand(0), chain);
  if (condition === undefined) return null;
  const [, ...rest] = end.operands;
  if (end.opcode === "br") {
    const target = rest[condition === 0n ? 1 : 0];
    return target instanceof BasicBlock ? target : null;
  }
  const index = rest.findIndex((value, i) => i % 2 === 1 && numberOf(value) === condition);
  const target = index < 0 ? rest[0] : rest[index + 1];
  return target instanceof BasicBlock ? target : null;
}

function numberOf(value: Value): bigint | undefined {
  const integer = value.type.kind === "int" ? integerOf(value) : undefined;
  if (integer === undefined || value.type.kind !== "int") return undefined;
  return BigInt.asUintN(value.type.bits, integer);
}

/** What the integer is, without sign, when the chain is entered from `pred`. */
function integerFrom(
  pred: BasicBlock,
  value: Value,
  chain: readonly BasicBlock[],
): bigint | undefined {
  const known = numberOf(value);
  if (known !== undefined || !(value instanceof Instruction)) return known;
  if (value.parent === null || !chain.includes(value.parent)) return undefined;
  if (value instanceof PhiInst) {
    const isFirst = value.parent === chain[0];
    return integerFrom(pred, isFirst ? value.valueFrom(pred) : value.incomingValue(0), chain);
  }
  const { type } = value.operandCount > 0 ? value.operand(0) : value;
  if (type.kind !== "int" || value.type.kind !== "int") return undefined;
  const numbers = value.operands.map((operand) => integerFrom(pred, operand, chain));
  return folded(value, type.bits, value.type.bits, numbers);
}

/** What an instruction gives for integers of `from` bits. */
function folded(
  value: Instruction,
  from: number,
  to: number,
  [a, b]: readonly (bigint | undefined)[],
): bigint | undefined {
  if (a === undefined || value.opcode === "freeze") return a;
  if (value instanceof CastInst) return foldCast(value.opcode, a, from, to);
  if (b === undefined) return undefined;
  if (value instanceof ArithmeticInst) return foldBinary(value.opcode, a, b, from);
  if (!(value instanceof CompareInst)) return undefined;
  const holds = foldCompare(value.predicate, a, b, from);
  return holds === undefined ? undefined : BigInt(holds);
}

/** What the chain computes and others use goes through memory, since it will be computed in several places. */
function keepInSlots({ chain }: Meeting, fn: Function, services: ModuleServices): void {
  const last = at(chain, chain.length - 1);
  for (const block of chain) {
    for (const value of [...block]) {
      const outside = [...value.uses()].filter((use) => isOutside(use, chain, last));
      if (outside.length === 0) continue;
      const slot = new IRBuilder(InsertPoint.atStart(fn.entry), services).alloca(value.type);
      for (const use of outside) loadFor(use, value, slot, services);
      const next = value instanceof PhiInst ? block.firstNonPhi : value.next;
      const after = must(next, "no value is the last of a block");
      new IRBuilder(InsertPoint.before(after), services).store(value, slot);
    }
  }
}

/** Is it a use behind the chain, but in what a successor's phi takes from its end? */
function isOutside({ user, index }: Use, chain: readonly BasicBlock[], last: BasicBlock): boolean {
  if (user instanceof MetadataValue) return true;
  if (!(user instanceof Instruction) || user.parent === null) return false;
  if (!(user instanceof PhiInst)) return !chain.includes(user.parent);
  if (chain.includes(user.parent)) return false;
  return user.incomingBlock(Math.floor(index / 2)) !== last;
}

function loadFor(use: Use, value: Value, slot: Value, services: ModuleServices): void {
  const { user, index } = use;
  if (!(user instanceof Instruction) || user.isDebugRecord) {
    use.value = undefOf(value.type);
    return;
  }
  const from = user instanceof PhiInst ? user.incomingBlock(Math.floor(index / 2)) : null;
  const before = from === null ? user : must(from.terminator, "the block has a terminator");
  use.value = new IRBuilder(InsertPoint.before(before), services).load(value.type, slot);
}

/** Copies the chain for the ways from `preds`, which go on to `target`. */
function copyFor(
  preds: readonly BasicBlock[],
  target: BasicBlock,
  chain: readonly BasicBlock[],
  fn: Function,
): void {
  const [first, last] = [at(chain, 0), at(chain, chain.length - 1)];
  const copy = fn.newBlock(null, last);
  const map = new Map<Value, Value>();
  for (const block of chain) {
    for (const inst of block) {
      if (inst.isDebugRecord || inst.isTerminator) continue;
      if (inst instanceof PhiInst) map.set(inst, phiFor(inst, preds, first, copy, map));
      else copy.append(cloneInstruction(inst, map));
    }
  }
  const jump = new TerminatorInst(fn.module.types.void, "br", [target]);
  jump.metadata = debugLocation(last.terminator);
  copy.append(jump);
  for (const phi of phisOf(target)) {
    const value = phi.valueFrom(last);
    phi.addIncoming(map.get(value) ?? value, copy);
  }
  for (const pred of preds) {
    redirect(must(pred.terminator, "the block has a terminator"), first, copy);
  }
  dropIncoming(first, (pred) => preds.includes(pred));
}

/** What stands for the phi on those ways: the one value, or a phi of them at the head of `copy`. */
function phiFor(
  phi: PhiInst,
  preds: readonly BasicBlock[],
  first: BasicBlock,
  copy: BasicBlock,
  map: ReadonlyMap<Value, Value>,
): Value {
  if (phi.parent !== first) {
    const value = phi.incomingValue(0);
    return map.get(value) ?? value;
  }
  const [only, ...others] = preds;
  if (only !== undefined && others.length === 0) return phi.valueFrom(only);
  const made = new PhiInst(phi.type);
  made.flags = phi.flags;
  for (const pred of preds) made.addIncoming(phi.valueFrom(pred), pred);
  copy.append(made);
  return made;
}
