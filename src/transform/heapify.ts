/**
 * Stack memory of variable size (variable length arrays, alloca) moves to the heap, where the memory of a derivative is made and freed in
 * the same way as that of malloc. Runs on code whose slots have been promoted: `llvm.stackrestore` must name its `llvm.stacksave`.
 */
import { Cfg } from "../analysis/cfg.ts";
import { DominatorTree } from "../analysis/dominators.ts";
import { calledFunction } from "../analysis/effects.ts";
import { LoopForest } from "../analysis/loops.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { Constant, integerOf } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { heapCalls } from "../ir/heap.ts";
import { AllocaInst, CallInst, PhiInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { dissolveSlots } from "./dissolve.ts";
import { debugLocation } from "./edges.ts";
import { withoutCasts } from "./known-callees.ts";

/**
 * Who frees: this step, where the stack memory would have gone; it too, but that memory of which a loop has ever more is handed to
 * {@link freeLater}; or the caller.
 */
export interface HeapifyOptions {
  readonly frees: "here" | "later" | "none";
}

/** `void (memory)`: frees when all is done that is done with the function, its derivative included. Stands only in code that is differentiated. */
export const freeLater = "__tsad_free_later";

/** What malloc aligns to on the machines of the layouts that tsad knows: two pointers. */
const pointersAligned = 2;

interface Restore {
  readonly save: CallInst;
  readonly restore: CallInst;
}

/**
 * Moves the stack memory of `fn` that is of variable size or allocated in a loop; memory of fixed size that is allocated once goes to the
 * entry block. What would have to be freed here but is not known to go before it is allocated again stays, and so does memory
 * that is not in address space 0. An exception that passes through `fn` without a landing pad frees nothing.
 * @returns true when anything changed
 */
export function heapify(fn: Function, services: ModuleServices, options: HeapifyOptions): boolean {
  const dynamic = [...fn.instructions()].filter((inst) => isDynamic(inst, fn));
  const restores = restoresOf(fn);
  if (dynamic.length === 0 && restores.all.length === 0) return false;
  const move = new Heapify(fn, services, options, restores.paired);
  const stay = dynamic.filter((alloca) => !move.place(alloca));
  // While some memory stays on the stack, the stack has to be put back.
  if (stay.length === 0) for (const call of restores.all.reverse()) eraseMarker(call);
  fn.module.markChanged(fn);
  return true;
}

/**
 * The same on any code: promotes slots first, when there is stack memory to be moved or the stack pointer is saved.
 * @returns true when anything changed
 */
export function heapifyPromoted(
  fn: Function,
  services: ModuleServices,
  options: HeapifyOptions = { frees: "here" },
): boolean {
  if (![...fn.instructions()].some((inst) => isDynamic(inst, fn) || isSave(inst))) return false;
  dissolveSlots(fn);
  return heapify(fn, services, options);
}

function isDynamic(inst: Instruction, fn: Function): inst is AllocaInst {
  if (!(inst instanceof AllocaInst) || inst.flags !== "") return false;
  if (inst.type.kind !== "pointer" || inst.type.space !== 0) return false;
  return inst.parent !== fn.entry || !(inst.count === null || integerOf(inst.count) === 1n);
}

/** The alignment that is asked for, or that of the type where that is more. */
function alignOf({ tail, allocatedType }: AllocaInst, layout: DataLayout): number {
  const asked = Number(/\balign (\d+)/.exec(tail)?.[1] ?? 0);
  return Math.max(asked, layout.abiAlign(allocatedType));
}

function isFixed({ count }: AllocaInst): boolean {
  return count === null || count instanceof Constant;
}

function isSave(inst: Instruction): inst is CallInst {
  if (!(inst instanceof CallInst)) return false;
  return /^llvm\.stacksave\b/.test(calledFunction(inst)?.name ?? "");
}

/** All calls of both markers, saves first, and the restores whose save is known. */
function restoresOf(fn: Function): { all: CallInst[]; paired: Restore[] } {
  const saves: CallInst[] = [];
  const restores: CallInst[] = [];
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst)) continue;
    const name = calledFunction(inst)?.name ?? "";
    if (isSave(inst)) saves.push(inst);
    else if (/^llvm\.stackrestore\b/.test(name)) restores.push(inst);
  }
  const known = new Set<Value>(saves);
  const paired = restores.flatMap((restore) => {
    const save = withoutCasts(restore.operand(0));
    return save instanceof CallInst && known.has(save) ? [{ save, restore }] : [];
  });
  return { all: [...saves, ...restores], paired };
}

function eraseMarker(call: CallInst): void {
  if (!call.isUsed) call.erase();
}

class Heapify {
  readonly #fn: Function;
  readonly #services: ModuleServices;
  readonly #options: HeapifyOptions;
  readonly #restores: readonly Restore[];
  readonly #dominators: DominatorTree;
  readonly #cfg: Cfg;
  readonly #loops: LoopForest;

  constructor(
    fn: Function,
    services: ModuleServices,
    options: HeapifyOptions,
    restores: readonly Restore[],
  ) {
    this.#fn = fn;
    this.#services = services;
    this.#options = options;
    this.#cfg = new Cfg(fn);
    this.#restores = restores.filter(({ restore }) => this.#isReachable(restore));
    this.#dominators = new DominatorTree(this.#cfg);
    this.#loops = new LoopForest(this.#dominators);
  }

  /** Moves one allocation; false when it stays. */
  place(alloca: AllocaInst): boolean {
    if (!this.#isReachable(alloca)) return true;
    const block = must(alloca.parent, "the allocation is in a block");
    const loop = this.#loops.loopOf(block);
    if (isFixed(alloca) && loop === null) {
      this.#moveToEntry(alloca);
      return true;
    }
    const scopes = this.#restores.filter(({ save }) => this.#dominators.dominates(save, alloca));
    const isFreed = scopes.some(({ save, restore }) => {
      const [from, to] = [must(save.parent, "in a block"), must(restore.parent, "in a block")];
      if (loop === null || !loop.contains(from) || !loop.contains(to)) return loop === null;
      return loop.latches.every((latch) => this.#dominators.dominatesBlock(to, latch));
    });
    const { frees } = this.#options;
    const grows = loop !== null && !isFreed;
    if (frees === "here" && grows) return false;
    const memory = this.#allocate(alloca);
    if (frees === "later" && grows) this.#freeLater(memory, alloca);
    else if (frees !== "none") this.#free(memory, alloca, scopes);
    dropLifetimes(alloca);
    const build = this.#before(alloca);
    alloca.replaceAllUsesWith(build.bitcastPointer(memory, alloca.type));
    alloca.erase();
    return true;
  }

  /** Several of a type that are allocated once are one array. */
  #moveToEntry(alloca: AllocaInst): void {
    const { entry } = this.#fn;
    const count = alloca.count === null ? 1n : integerOf(alloca.count);
    if (count === undefined || count === 1n) {
      alloca.detach();
      entry.insert(alloca, entry.first);
      return;
    }
    const { types, layout } = this.#services;
    const build = new IRBuilder(InsertPoint.atStart(entry), this.#services);
    const type = types.array(alloca.allocatedType, Number(count));
    const array = build.alloca(type, { align: alignOf(alloca, layout) });
    array.position = alloca.position;
    alloca.replaceAllUsesWith(build.bitcastPointer(array, alloca.type));
    alloca.erase();
  }

  #allocate(alloca: AllocaInst): CallInst {
    const { types, layout } = this.#services;
    const build = this.#before(alloca);
    const heap = heapCalls(this.#services);
    const word = types.int(layout.pointerBits(0));
    const unit = constInt(word, layout.sizeOf(alloca.allocatedType));
    const count = alloca.count;
    const bytes = count === null ? unit : build.binary("mul", this.#asWord(build, count), unit);
    const align = alignOf(alloca, layout);
    if (align <= (pointersAligned * layout.pointerBits(0)) / 8) {
      return build.call(this.#services.declareFunction("malloc", types.fn(heap.pointer, [word])), [
        bytes,
      ]);
    }
    // C11 wants a size that is a multiple of the alignment.
    const more = build.binary("add", bytes, constInt(word, align - 1));
    const rounded = build.binary("and", more, constInt(word, -align));
    const callee = this.#services.declareFunction(
      "aligned_alloc",
      types.fn(heap.pointer, [word, word]),
    );
    return build.call(callee, [constInt(word, align), rounded]);
  }

  /** A count is an unsigned number of any width. */
  #asWord(build: IRBuilder, count: Value): Value {
    const { types, layout } = this.#services;
    const word = types.int(layout.pointerBits(0));
    if (count.type === word || count.type.kind !== "int") return count;
    return build.cast(count.type.bits < word.bits ? "zext" : "trunc", count, word);
  }

  #freeLater(memory: CallInst, alloca: AllocaInst): void {
    const { types } = this.#services;
    const type = types.fn(types.void, [memory.type]);
    this.#before(alloca).call(this.#services.declareFunction(freeLater, type), [memory]);
  }

  /** Frees at the ends of the scopes and of the function, where the allocation has been come to. */
  #free(memory: CallInst, alloca: AllocaInst, scopes: readonly Restore[]): void {
    const heap = heapCalls(this.#services);
    const start = new IRBuilder(InsertPoint.atStart(this.#fn.entry), this.#services);
    const slot = start.alloca(heap.pointer);
    start.store(nullOf(heap.pointer), slot);
    this.#before(alloca).store(memory, slot);
    for (const { restore } of scopes) {
      const build = this.#before(restore);
      heap.free(build, build.load(heap.pointer, slot));
      build.store(nullOf(heap.pointer), slot);
    }
    for (const { terminator } of this.#cfg.order) {
      if (terminator === null || !["ret", "resume"].includes(terminator.opcode)) continue;
      const build = this.#before(terminator);
      heap.free(build, build.load(heap.pointer, slot));
    }
  }

  #before(inst: Instruction): IRBuilder {
    const location = debugLocation(inst);
    return new IRBuilder(InsertPoint.before(inst), this.#services, {
      debugLocation: location === "" ? null : location,
    });
  }

  #isReachable(inst: Instruction): boolean {
    return inst.parent !== null && this.#cfg.isReachable(inst.parent);
  }
}

/** Marks of the life of stack memory say nothing of memory on the heap. */
function dropLifetimes(alloca: AllocaInst): void {
  const work: Value[] = [alloca];
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    for (const { user } of [...value.uses()]) {
      if (user instanceof PhiInst) continue;
      const isMark =
        user instanceof CallInst && (user.callee.name ?? "").startsWith("llvm.lifetime.");
      if (isMark && !user.isUsed) user.erase();
      else if (user !== value && withoutCasts(user) === alloca) work.push(user);
    }
  }
}
