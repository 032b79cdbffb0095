/**
 * A loop that copies byte by byte between two objects, as a program's own memcpy does, becomes one memcpy behind the loop: a byte of a
 * float has no derivative, and the whole float has one. An optimiser does the same (loop idioms). Not before the loop: a check in it may
 * end the program before bytes are touched that are not there.
 */
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { type Loop, LoopForest } from "../analysis/loops.ts";
import { MemoryModel } from "../analysis/memory.ts";
import { emitTripCount, tripCount } from "../analysis/tripcount.ts";
import { Induction } from "../analysis/affine.ts";
import { constantOf } from "../analysis/symbolic.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { type BasicBlock, type Function, Instruction, type ModuleContext } from "../ir/graph.ts";
import {
  ArithmeticInst,
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  PhiInst,
  StoreInst,
} from "../ir/instructions.ts";
import { integerOf } from "../ir/constants.ts";
import { constInt } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";

/** A byte is loaded and stored in each iteration, and nothing else is done to memory. */
interface ByteCopy {
  readonly loop: Loop;
  readonly load: LoadInst;
  readonly store: StoreInst;
}

const wanted = new WeakSet<ModuleContext>();
const met = new WeakSet<ModuleContext>();

/** Has the derivatives of `module` take such loops for copies from now on: of a copy it must be known what it copies, of a byte that is no float nothing. */
export function takeForCopies(module: ModuleContext): void {
  wanted.add(module);
}

/** Was there a loop in `module` that may be such a copy? */
export function hasByteLoops(module: ModuleContext): boolean {
  return met.has(module);
}

/** As {@link copyWholes}, in modules where it is wanted. */
export function copyWanted(fn: Function, services: ModuleServices): boolean {
  if (wanted.has(fn.module)) return copyWholes(fn, services);
  if ([...fn.instructions()].some((inst) => isByteStore(inst))) met.add(fn.module);
  return false;
}

/** Replaces those loops' copies in `fn`, whose loops are simple (loop-simplify); the loops stay, with nothing to do. True when there were any. */
export function copyWholes(fn: Function, services: ModuleServices): boolean {
  // Most functions move no bytes, and need no dominators to be told so.
  if (![...fn.instructions()].some((inst) => isByteStore(inst))) return false;
  const tree = new DominatorTree(new Cfg(fn));
  const found = new LoopForest(tree).loops.flatMap((loop) => copyOf(loop) ?? []);
  const copies = found.filter((copy) => isEven(copy, services));
  if (copies.length === 0) return false;
  const memory = new MemoryModel(fn);
  const apart = copies.filter(({ load, store }) => {
    return !memory.mayAlias(memory.rootsOf(load.pointer), memory.rootsOf(store.pointer));
  });
  const replaced = apart.filter((copy) => replace(copy, tree, services));
  if (replaced.length > 0) fn.module.markChanged(fn);
  return replaced.length > 0;
}

function isByteStore(inst: Instruction): inst is StoreInst {
  const isByte = (value: Value): boolean => value.type.kind === "int" && value.type.bits === 8;
  return inst instanceof StoreInst && isByte(inst.value) && inst.value instanceof LoadInst;
}

function copyOf(loop: Loop): ByteCopy | null {
  if (loop.children.length > 0) return null;
  const accesses = loop.blocks.flatMap((block) => [...block].filter((inst) => touchesMemory(inst)));
  const [load, store] = accesses;
  const isPair = accesses.length === 2 && load instanceof LoadInst && store instanceof StoreInst;
  if (!isPair || store.value !== load || !isByteStore(store)) return null;
  if (load.isVolatile || load.isAtomic || store.isVolatile || store.isAtomic) return null;
  return [...load.uses()].length === 1 ? { loop, load, store } : null;
}

/** Loads, stores, and all that might be one; what ends the program is in blocks outside of the loop. */
function touchesMemory(inst: Instruction): boolean {
  if (inst instanceof CallInst) return !/^llvm\.(dbg|lifetime|assume)/.test(inst.callee.name ?? "");
  const { opcode } = inst;
  return ["load", "store", "atomicrmw", "cmpxchg", "fence", "va_arg"].includes(opcode);
}

/** Do both addresses go up by one in each iteration, from addresses that are known before the loop? */
function isEven({ loop, load, store }: ByteCopy, services: ModuleServices): boolean {
  const induction = new Induction(loop, services.layout);
  return [load.pointer, store.pointer].every((pointer) => {
    return stepOf(pointer, induction, loop) === 1n && isFirstKnown(pointer, loop);
  });
}

/** By how many bytes an address grows; null where that is not known or not constant. */
function stepOf(address: Value, induction: Induction, loop: Loop): bigint | null {
  const affine = induction.affine(address);
  if (affine !== null) return constantOf(affine.step);
  if (!(address instanceof GepInst) || induction.invariant(address.base) === null) return null;
  const element = indexedType(address);
  const index = induction.affine(must(address.operands.at(-1), "it has an index"));
  if (index === null || element === null) return null;
  const { layout } = loop.cfg.function.module;
  // A narrow index is widened with its sign, which goes on evenly only while it does not wrap.
  if (index.start.bits < layout.pointerBits(spaceOf(address)) && !index.signed) return null;
  const step = constantOf(index.step);
  const size = BigInt(layout.sizeOf(element));
  return step === null ? null : BigInt.asIntN(index.step.bits, step) * size;
}

/** What the last index counts, when it is the only one that is not constant; null where that is not known. */
function indexedType(gep: GepInst): Type | null {
  const [, ...indices] = gep.operands;
  let type = gep.sourceType;
  for (const [i, index] of indices.entries()) {
    if (i > 0 && type.kind !== "array") return null;
    if (i > 0 && type.kind === "array") type = type.element;
    if (i < indices.length - 1 && integerOf(index) === undefined) return null;
  }
  return type;
}

/** Is the value of the first iteration one that can be computed before the loop? */
function isFirstKnown(value: Value, loop: Loop): boolean {
  if (!(value instanceof Instruction) || value.parent === null) return true;
  if (!loop.contains(value.parent)) return true;
  if (value instanceof PhiInst) return value.parent === loop.header;
  const isComputed =
    value instanceof GepInst || value instanceof CastInst || value instanceof ArithmeticInst;
  return isComputed && value.operands.every((operand) => isFirstKnown(operand, loop));
}

/** The value of the first iteration, computed anew. Flags are dropped: nothing says that there is one. */
function firstOf(value: Value, loop: Loop, preheader: BasicBlock, build: IRBuilder): Value {
  if (!(value instanceof Instruction) || value.parent === null) return value;
  if (!loop.contains(value.parent)) return value;
  if (value instanceof PhiInst) return value.valueFrom(preheader);
  const map = new Map<Value, Value>();
  for (const operand of value.operands) map.set(operand, firstOf(operand, loop, preheader, build));
  const copy = cloneInstruction(value, map, { dropDebug: true });
  copy.flags = "";
  return build.insert(copy);
}

/** The block behind the loop that only the loop leads to; null where there are several, or the loop is left in other ways than by the end of the program. */
function exitOf(loop: Loop): BasicBlock | null {
  const [exit, ...others] = loop.exits().filter((block) => !endsProgram(block));
  if (exit === undefined || others.length > 0) return null;
  return exit.predecessors().every((block) => loop.contains(block)) ? exit : null;
}

/** Does the block do nothing but end the program at a failed check? */
function endsProgram(block: BasicBlock): boolean {
  const [first, last] = [...block];
  const name = first instanceof CallInst ? (first.callee.name ?? "") : "";
  return last?.opcode === "unreachable" && /^(llvm\.(ubsan)?trap|abort)$/.test(name);
}

/** Puts the memcpy behind the loop; false where it is not known how many bytes the loop copies. */
function replace(copy: ByteCopy, tree: DominatorTree, services: ModuleServices): boolean {
  const { loop, load, store } = copy;
  const count = tripCount(loop, tree);
  const preheader = must(loop.preheader, "the loop is simple");
  const extra = count?.exact === true ? lastRound(copy, tree) : null;
  const exit = exitOf(loop);
  if (count === null || extra === null || exit === null) return false;
  const build = new IRBuilder(InsertPoint.afterPhis(exit), services);
  const { types } = services;
  const ends = [store.pointer, load.pointer].map((pointer) => {
    const first = firstOf(pointer, loop, preheader, build);
    return build.bitcastPointer(first, types.pointerTo(types.i8, spaceOf(pointer)));
  });
  const length = build.binary("add", emitTripCount(build, count), constInt(types.i64, extra));
  const params = [...ends.map(({ type }) => type), types.i64];
  const type = types.fn(types.void, [...params, types.i1]);
  const memcpy = services.declareIntrinsic("llvm.memcpy", params, type);
  const made = build.call(memcpy, [...ends, length, constInt(types.i1, 0)]);
  made.position = store.position;
  store.erase();
  load.erase();
  return true;
}

/** Does the round that leaves the loop copy a byte (1) or not (0)? Null where some other round may not. */
function lastRound({ loop, load, store }: ByteCopy, tree: DominatorTree): 0 | 1 | null {
  const block = must(store.parent, "the store is in a block");
  const latch = must(loop.latch, "the loop is simple");
  const [exit] = loop
    .exitEdges()
    .filter(({ to }) => to.terminator?.opcode !== "unreachable")
    .map(({ from }) => from);
  if (exit === undefined || !tree.dominatesBlock(block, latch)) return null;
  if (!tree.dominatesBlock(must(load.parent, "the load is in a block"), block)) return null;
  return tree.dominatesBlock(block, exit) ? 1 : 0;
}

function spaceOf({ type }: Value): number {
  return type.kind === "pointer" ? type.space : 0;
}
