/**
 * The tape: where kept values are between the sweeps. Values kept once a call have a stack slot. A loop whose counts are known
 * before its nest is entered has one array per value, all in one allocation for the nest; any other loop has a buffer of
 * records that grows. The running position of a growing loop makes iterations of all entries of the loop one sequence.
 */
import type { Loop } from "../analysis/loops.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { BasicBlock, Instruction } from "../ir/graph.ts";
import { type AllocaInst, PhiInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { StructType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import { copyBytes } from "./copy-bytes.ts";
import { refuse } from "./fail.ts";
import { type Target, targetOf } from "./target.ts";
import { type Counts, outermost } from "./counts.ts";
import { ends } from "./counters.ts";
import type { JointBodies } from "./joint/bodies.ts";
import type { Slots } from "./slots.ts";
import { type TapePool, tapePool } from "./tape-pool.ts";

/** One value that is kept for each iteration of `loop` (once a call where that is null). */
export interface Field {
  readonly loop: Loop | null;
  readonly type: Type;
  readonly name: string;
}

/** The values of a field, one after the other. */
interface KeptArray {
  readonly field: Field;
  readonly slot: AllocaInst;
  /** How many. */
  readonly total: Value;
  /** The same, where it is known now. */
  readonly fixed: bigint | null;
  /** Bytes of one. */
  readonly size: number;
}

/** A loop with arrays. */
interface ExactStore {
  readonly kind: "exact";
  /** Executions of the header each time the loop is entered. */
  readonly count: AllocaInst;
  readonly arrays: Map<Field, AllocaInst>;
}
/** A loop with a growing buffer of records. */
interface GrowingStore {
  readonly kind: "growing";
  /** There is room for all iterations when the loop is entered, and its position is that of the first; else room is made for each. */
  readonly isReserved: boolean;
  readonly record: StructType;
  /** The position of each field in the record. */
  readonly places: ReadonlyMap<Field, number>;
  readonly buffer: AllocaInst;
  readonly capacity: AllocaInst;
  readonly position: AllocaInst;
  /** Where it stands how many records there were at the last call. */
  readonly hint: Value;
}
type Store = ExactStore | GrowingStore;

/** A place where a growing buffer must have room for so many records. */
export interface GrowPoint {
  readonly before: Instruction;
  readonly wanted: Value;
  readonly store: GrowingStore;
}

/** The alignment that malloc promises, in bytes. */
export const heapAlign = 16;

/** What is certain of the addresses of values of the type in an array that malloc gave: it promises 16 bytes, and a size may be no power of two. */
export function heapAlignOf(type: Type, layout: DataLayout): number {
  const size = layout.sizeOf(type);
  return Math.min(layout.abiAlign(type), heapAlign, size & -size);
}

/** Lays the tape out, and stores to and loads from it. All fields must be known when it is made. */
export class Tape {
  readonly slots: Slots;
  /** Buffers to be freed at the end of the reverse sweep. */
  readonly buffers: AllocaInst[] = [];
  readonly growPoints: GrowPoint[] = [];
  private readonly context: Context;
  private readonly bodies: JointBodies;
  private readonly counts: Counts;
  private readonly services: ModuleServices;
  private readonly pool: TapePool;
  private readonly pointer: Type;
  private readonly stores = new Map<Loop, Store>();
  private readonly callSlots = new Map<Field, AllocaInst>();
  /** The index of the current record in the forward sweep, by loop. */
  private readonly forwardIndex = new Map<Loop, Value>();

  /** @param bodies say where a loop is in the forward sweep */
  constructor(
    context: Context,
    slots: Slots,
    fields: readonly Field[],
    counts: Counts,
    bodies: JointBodies,
  ) {
    this.bodies = bodies;
    this.context = context;
    this.counts = counts;
    this.services = context.services;
    this.slots = slots;
    this.pool = tapePool(context.services);
    this.pointer = context.services.types.pointerTo(context.services.types.i8);
    const byLoop = new Map<Loop | null, Field[]>();
    for (const field of fields) {
      const others = byLoop.get(field.loop);
      if (others === undefined) byLoop.set(field.loop, [field]);
      else others.push(field);
    }
    for (const field of byLoop.get(null) ?? []) {
      this.callSlots.set(field, slots.make(field.type, field.name));
    }
    for (const root of context.forest.roots) this.layOut(root, byLoop, counts);
  }

  /** True when the reverse sweep computes the loop's count again instead of reading it from the tape. */
  static isExact(loop: Loop, counts: Counts): boolean {
    return (
      counts.before(loop) !== null &&
      (counts.startsNest(loop) || loop.parent === null || Tape.isExact(loop.parent, counts))
    );
  }

  /** Stores `value` at the builder's point of the forward sweep, which is in the field's loop. */
  keep(build: IRBuilder, field: Field, value: Value): void {
    const pointer = this.address(build, field, (loop) => this.indexForward(loop));
    build.store(value, pointer, { align: this.alignOf(field) });
  }

  /** Loads the field in a reverse block; `counter` gives the current iteration of a loop there. */
  fetch(build: IRBuilder, field: Field, counter: (loop: Loop) => Value): Value {
    const pointer = this.address(build, field, (loop) => this.indexReverse(build, loop, counter));
    return build.load(field.type, pointer, { name: field.name, align: this.alignOf(field) });
  }

  /** The last iteration's number, at the entry of the reverse loop. Only where it is the same always, or for loops with arrays. */
  lastIteration(build: IRBuilder, loop: Loop): Value {
    const { i64 } = this.context.fn.module.types;
    const always = this.counts.constant(loop);
    if (always !== null) return constInt(i64, always - 1n);
    const store = this.stores.get(loop);
    if (store?.kind !== "exact") throw new Error("the count of the loop is on the tape");
    return build.binary("sub", build.load(i64, store.count), constInt(i64, 1));
  }

  /** The last iteration's number, as code in the preheader of the forward sweep; null where that is not known there. */
  lastAtEntry(loop: Loop): ((build: IRBuilder) => Value) | null {
    const count = this.counts.atEntry(loop);
    if (count === null) return null;
    const one = constInt(this.context.fn.module.types.i64, 1);
    return (build) => build.binary("sub", count(build), one);
  }

  /** Steps the running position back, at the start of the reverse of a loop whose last iteration has that number. */
  enterReverse(build: IRBuilder, loop: Loop, last: Value): void {
    const store = this.stores.get(loop);
    const one = constInt(this.context.fn.module.types.i64, 1);
    if (store?.kind !== "growing") return;
    this.moveBack(build, store, store.isReserved ? build.binary("add", last, one) : one);
  }

  /** Steps the running position back, at the start of the reverse of each further iteration. */
  stepBack(build: IRBuilder, loop: Loop): void {
    const store = this.stores.get(loop);
    if (store?.kind !== "growing" || store.isReserved) return;
    this.moveBack(build, store, constInt(this.context.fn.module.types.i64, 1));
  }

  private moveBack(build: IRBuilder, store: GrowingStore, by: Value): void {
    const position = build.load(this.context.fn.module.types.i64, store.position);
    build.store(build.binary("sub", position, by), store.position);
  }

  /** At the end of the forward sweep: so many records the next call will need, if it is like this one. */
  noteRecords(build: IRBuilder): void {
    const { i64 } = this.context.fn.module.types;
    for (const store of this.stores.values()) {
      if (store.kind !== "growing") continue;
      this.pool.note(build, store.hint, build.load(i64, store.position));
    }
  }

  /** Frees every buffer; a nest that was not entered left a null. */
  freeAll(build: IRBuilder): void {
    for (const buffer of this.buffers) this.pool.give(build, build.load(this.pointer, buffer));
  }

  /** What is certain of a field's address. */
  private alignOf({ loop, type }: Field): number {
    const { layout } = this.context.fn.module;
    return loop === null ? layout.abiAlign(type) : heapAlignOf(type, layout);
  }

  private layOut(
    root: Loop,
    byLoop: ReadonlyMap<Loop | null, readonly Field[]>,
    counts: Counts,
  ): void {
    const exact: Loop[] = [];
    const visit = (loop: Loop): void => {
      if (Tape.isExact(loop, counts)) exact.push(loop);
      else this.makeGrowing(loop, byLoop.get(loop) ?? [], counts.atEntry(loop));
      for (const child of loop.children) {
        if (counts.startsNest(child)) this.layOut(child, byLoop, counts);
        else visit(child);
      }
    };
    visit(root);
    if (exact.length > 0) this.makeExact(root, exact, byLoop, counts);
  }

  private makeGrowing(
    loop: Loop,
    fields: readonly Field[],
    count: ((build: IRBuilder) => Value) | null,
  ): void {
    const [some] = fields;
    if (some === undefined) return;
    const target = targetOf(this.services);
    if (target !== null) throw noPlace(target, this.context, some);
    const { types } = this.context.fn.module;
    const zero = constInt(types.i64, 0);
    const store: GrowingStore = {
      kind: "growing",
      isReserved: count !== null,
      record: types.struct(fields.map((field) => field.type)),
      places: new Map(fields.map((field, i) => [field, i])),
      buffer: this.slots.make(this.pointer, "tsad.tape", nullOf(this.pointer)),
      capacity: this.slots.make(types.i64, "tsad.capacity", zero),
      position: this.slots.make(types.i64, "tsad.position", zero),
      hint: this.pool.makeHint(),
    };
    this.buffers.push(store.buffer);
    this.stores.set(loop, store);
    const build = new IRBuilder(InsertPoint.afterPhis(this.bodies.headerOf(loop)), this.services);
    if (count === null) {
      this.forwardIndex.set(loop, this.advance(build, store, constInt(types.i64, 1)));
      return;
    }
    const [preheader] = ends(loop);
    const entry = new IRBuilder(InsertPoint.beforeTerminator(preheader), this.services);
    const first = this.advance(entry, store, count(entry));
    this.forwardIndex.set(loop, build.binary("add", first, this.bodies.counterOf(loop)));
  }

  /** Moves the running position on, and makes a place where there will be room; returns where it was. */
  private advance(build: IRBuilder, store: GrowingStore, by: Value): Value {
    const position = build.load(this.context.fn.module.types.i64, store.position);
    const wanted = build.binary("add", position, by);
    const before = build.store(wanted, store.position);
    this.growPoints.push({ before, wanted, store });
    return position;
  }

  private makeExact(
    root: Loop,
    loops: readonly Loop[],
    byLoop: ReadonlyMap<Loop | null, readonly Field[]>,
    counts: Counts,
  ): void {
    const { types, layout } = this.context.fn.module;
    const [preheader] = ends(outermost(root));
    const build = new IRBuilder(InsertPoint.beforeTerminator(preheader), this.services);
    const totals = new Map<Loop, Value>();
    const always = new Map<Loop | null, bigint | null>([[null, 1n]]);
    const arrays: KeptArray[] = [];
    for (const loop of loops) {
      const countValue = must(counts.before(loop), "the count is known")(build);
      const count = this.slots.make(types.i64, "tsad.count");
      build.store(countValue, count);
      const outer = loop.parent === null || loop === root ? undefined : totals.get(loop.parent);
      const total = outer === undefined ? countValue : build.binary("mul", outer, countValue);
      totals.set(loop, total);
      const fixed = product(counts.constant(loop), loop === root ? 1n : always.get(loop.parent));
      always.set(loop, fixed);
      const store: ExactStore = { kind: "exact", count, arrays: new Map() };
      this.stores.set(loop, store);
      for (const field of byLoop.get(loop) ?? []) {
        const slot = this.slots.make(types.pointerTo(field.type), `${field.name}.tape`);
        store.arrays.set(field, slot);
        arrays.push({ field, slot, total, fixed, size: layout.sizeOf(field.type) });
      }
    }
    // Sizes with the most factors of two first: each array then starts at a multiple of its own.
    arrays.sort((a, b) => (b.size & -b.size) - (a.size & -a.size));
    // Floats, integers and pointers in memory of their own: then the gradient can be differentiated itself, which takes that bytes
    // are always one of them.
    const byContent = new Map<string, typeof arrays>();
    for (const array of arrays) {
      const content = contentOf(array.field.type);
      byContent.set(content, [...(byContent.get(content) ?? []), array]);
    }
    for (const group of byContent.values()) this.allocate(build, group);
    for (const loop of loops) this.indexExact(loop);
  }

  private allocate(build: IRBuilder, arrays: readonly KeptArray[]): void {
    const { types } = this.context.fn.module;
    const fixed = fixedSize(arrays);
    const target = targetOf(this.services);
    if (target !== null && (fixed === null || fixed > target.stackTape)) {
      throw noPlace(target, this.context, must(arrays[0], "there are some").field);
    }
    const offsets: Value[] = [];
    let end: Value = constInt(types.i64, 0);
    for (const { total, size } of arrays) {
      offsets.push(end);
      const bytes = build.binary("mul", total, constInt(types.i64, size));
      end = offsets.length === 1 ? bytes : build.binary("add", end, bytes);
    }
    const memory =
      target === null ? this.takeFromPool(build, end) : this.onStack(must(fixed, "it is fixed"));
    arrays.forEach(({ field, slot }, i) => {
      const start = build.gep(types.i8, memory, [must(offsets[i], "one offset an array")]);
      build.store(build.bitcastPointer(start, types.pointerTo(field.type)), slot);
    });
  }

  private takeFromPool(build: IRBuilder, bytes: Value): Value {
    const buffer = this.slots.make(this.pointer, "tsad.tape", nullOf(this.pointer));
    const memory = this.pool.take(build, bytes);
    build.store(memory, buffer);
    this.buffers.push(buffer);
    return memory;
  }

  /** So many bytes in the entry block, as one pointer to all of them in the address space of other pointers. */
  private onStack(bytes: number): Value {
    const { fn, services } = this.context;
    const { types } = fn.module;
    const build = new IRBuilder(InsertPoint.atStart(fn.entry), services);
    const type = types.array(types.i8, bytes);
    const array = build.alloca(type, {
      name: "tsad.tape",
      align: heapAlign,
    });
    const start = build.gep(type, array, [constInt(types.i32, 0), constInt(types.i32, 0)]);
    return start.type === this.pointer ? start : build.cast("addrspacecast", start, this.pointer);
  }

  /** Computes the linear index of an iteration once, at the start of it. */
  private indexExact(loop: Loop): void {
    const store = this.stores.get(loop);
    if (store?.kind !== "exact") return;
    const counter = this.bodies.counterOf(loop);
    const outer = this.outerOf(loop);
    const index = outer === null ? undefined : this.forwardIndex.get(outer);
    const build = new IRBuilder(InsertPoint.afterPhis(this.bodies.headerOf(loop)), this.services);
    const { i64 } = this.context.fn.module.types;
    this.forwardIndex.set(
      loop,
      index === undefined ? counter : linear(build, index, build.load(i64, store.count), counter),
    );
  }

  /** The loop around a loop, in which the tape has all iterations of that; null where it has those of one entry only. */
  private outerOf(loop: Loop): Loop | null {
    return this.counts.startsNest(loop) ? null : loop.parent;
  }

  private indexForward(loop: Loop): Value {
    return must(this.forwardIndex.get(loop), "a loop with fields has an index");
  }

  private indexReverse(build: IRBuilder, loop: Loop, counter: (loop: Loop) => Value): Value {
    const store = must(this.stores.get(loop), "a loop with fields has a store");
    const { i64 } = this.context.fn.module.types;
    if (store.kind === "growing") {
      const position = build.load(i64, store.position);
      return store.isReserved ? build.binary("add", position, counter(loop)) : position;
    }
    const outer = this.outerOf(loop);
    if (outer === null) return counter(loop);
    const index = this.indexReverse(build, outer, counter);
    return linear(build, index, build.load(i64, store.count), counter(loop));
  }

  private address(build: IRBuilder, field: Field, index: (loop: Loop) => Value): Value {
    const { types } = this.context.fn.module;
    if (field.loop === null) return must(this.callSlots.get(field), "the field has a slot");
    const store = must(this.stores.get(field.loop), "a loop with fields has a store");
    if (store.kind === "exact") {
      const slot = must(store.arrays.get(field), "the field has an array");
      const base = build.load(types.pointerTo(field.type), slot);
      return build.gep(field.type, base, [index(field.loop)]);
    }
    const buffer = build.load(this.pointer, store.buffer);
    // By bytes: a record may have thousands of fields, and its type would be spelled at each.
    const { layout } = this.context.fn.module;
    const bytes = types.array(types.i8, layout.sizeOf(store.record));
    const offset = layout.fieldOffset(store.record, store.places.get(field) ?? 0);
    const start = build.bitcastPointer(buffer, types.pointerTo(bytes));
    const place = build.gep(bytes, start, [index(field.loop), constInt(types.i64, offset)]);
    return build.bitcastPointer(place, types.pointerTo(field.type));
  }
}

function product(x: bigint | null, y: bigint | null | undefined): bigint | null {
  return x === null || y === null || y === undefined ? null : x * y;
}

/** How many bytes the arrays have, where that is known now. */
function fixedSize(arrays: readonly KeptArray[]): number | null {
  let sum = 0n;
  for (const { fixed, size } of arrays) {
    if (fixed === null) return null;
    sum += fixed * BigInt(size);
  }
  return Number(sum);
}

function noPlace(target: Target, { spec }: Context, { name, loop }: Field): Error {
  const at = must(loop?.header.firstNonPhi ?? null, "values of a loop have one");
  const reason = `what is kept of %${name} for each round of a loop`;
  const details = { target: target.name };
  return refuse("E_GPU_TAPE", at, { primal: spec.primal, reason, details });
}

/** What the bytes of a value are: integers, pointers or floats of one format. A struct of several is like no other. */
function contentOf(type: Type): string {
  if (type.kind === "vector" || type.kind === "array") return contentOf(type.element);
  if (type.kind === "int" || type.kind === "pointer") return type.kind;
  return type.text;
}

function linear(build: IRBuilder, outer: Value, count: Value, counter: Value): Value {
  return build.binary("add", build.binary("mul", outer, count), counter);
}

/** Makes room where a growing buffer is full; done when everything else has been emitted, because it splits blocks. */
export function expandGrowPoints(tape: Tape, context: Context): void {
  for (const point of tape.growPoints) expand(point, context);
}

/** What was needed at the last call is believed up to so many doublings of what is needed now. */
const mostExpected = 4;

/** A buffer's first size. */
const leastRecords = 64;

function expand({ before, wanted, store }: GrowPoint, { fn, services }: Context): void {
  const { types, layout } = fn.module;
  const pool = tapePool(services);
  const head = must(before.parent, "the point is in a block");
  const rest = splitBefore(before, fn);
  const grow = fn.newBlock("tsad.grow", head);
  const build = new IRBuilder(InsertPoint.atEnd(head), services);
  const capacity = build.load(types.i64, store.capacity);
  build.condBr(build.icmp("ugt", wanted, capacity), grow, rest);
  build.point = InsertPoint.atEnd(grow);
  const doubled = build.binary("shl", capacity, constInt(types.i64, 1));
  const enough = build.select(build.icmp("ugt", wanted, doubled), wanted, doubled);
  const least = constInt(types.i64, leastRecords);
  const few = build.select(build.icmp("ugt", enough, least), enough, least);
  const expected = pool.expect(build, store.hint);
  // Not much more than is wanted: of a recursion the last call may be the largest, and the others small.
  const most = build.binary("shl", few, constInt(types.i64, mostExpected));
  const likely = build.select(build.icmp("ult", expected, most), expected, most);
  const records = build.select(build.icmp("ugt", few, likely), few, likely);
  const size = constInt(types.i64, layout.sizeOf(store.record));
  const old = build.load(types.pointerTo(types.i8), store.buffer);
  const moved = pool.take(build, build.binary("mul", records, size));
  copyBytes(build, services, { to: moved, from: old, bytes: build.binary("mul", capacity, size) });
  pool.give(build, old);
  build.store(moved, store.buffer);
  build.store(records, store.capacity);
  build.br(rest);
}

/** Moves `inst` and what follows it to a new block after its own. Phis of successors are told; no branch is added. */
function splitBefore(inst: Instruction, fn: Context["fn"]): BasicBlock {
  const head = must(inst.parent, "the instruction is in a block");
  const rest = fn.newBlock(head.name === null ? "tsad.rest" : `${head.name}.rest`, head);
  for (let next: Instruction | null = inst; next !== null; ) {
    const following: Instruction | null = next.next;
    head.unlink(next);
    rest.append(next);
    next = following;
  }
  for (const use of head.uses()) {
    if (use.user instanceof PhiInst) use.value = rest;
  }
  return rest;
}
