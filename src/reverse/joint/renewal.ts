/**
 * Memory that each iteration of a loop writes anew before it reads from it, as it does an array for what it computes on the way. What it holds
 * when an iteration begins is of no concern.
 */
import type { Loop } from "../../analysis/loops.ts";
import type { Root } from "../../analysis/memory.ts";
import { integerOf } from "../../ir/constants.ts";
import type { BasicBlock, Instruction } from "../../ir/graph.ts";
import { CastInst, GepInst, LoadInst, PhiInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { type Interval, interval, isSame } from "../apart/bound.ts";
import type { Place } from "../apart/places.ts";
import type { Context } from "../context.ts";
import { isWrite, lengthOf, targetOf, type Write } from "../undo.ts";
import { boxOf, isLeftAtEnd, isSameBox } from "./boxes.ts";
import { type Box, comesBefore } from "./loop.ts";
import type { LoopMemory } from "./memory.ts";
import { isSameRow, Rows } from "./rows.ts";

/** A write, or all those of it in one entry of the loop around it, to bytes without a gap. */
interface Cover {
  readonly bytes: Interval;
  /** Whoever comes from here, and comes to what is behind the loop that it may end, finds the bytes written. */
  readonly last: Instruction;
}

/** Answers for one loop, of which `slice` is run again. */
export class Renewal {
  private readonly context: Context;
  private readonly loop: Loop;
  private readonly slice: ReadonlySet<Instruction>;
  private readonly memory: LoopMemory;
  private readonly rows: Rows;
  /** Has an answer come from bounds, which hold where the requirements of their intervals do? */
  restsOnBounds = false;

  constructor(context: Context, loop: Loop, slice: ReadonlySet<Instruction>, memory: LoopMemory) {
    this.context = context;
    this.loop = loop;
    this.slice = slice;
    this.memory = memory;
    this.rows = new Rows(context);
  }

  /**
   * Do all writes of the loop to the object write the same bytes in each iteration, those that come before what is read among them
   * the bytes of the others? The bytes that it does not write to hold what they did.
   */
  isRewritten(root: Root): boolean {
    if (!isLeftAtEnd(this.loop) || !this.memory.isWrittenBefore(root, this.loop)) return false;
    if (!this.memory.isOneObject(root)) return false;
    const writes = [...this.memory.writesTo(root)].filter((write) => this.isInside(write));
    const boxes = new Map<Instruction, Box>();
    for (const write of writes) {
      const box = boxOf(write, this.loop, this.context);
      if (box === null) return false;
      boxes.set(write, box);
    }
    return this.readsOf(root).every((read) => {
      const before = [...boxes].filter(([write]) =>
        comesBefore(write, read, this.loop, this.context),
      );
      return [...boxes.values()].every((box) => before.some(([, other]) => isSameBox(box, other)));
    });
  }

  /**
   * The same, found by bounds of what is written: are all bytes of the object that the loop writes to written in an iteration
   * before it reads from it?
   */
  isRenewed(root: Root): boolean {
    if (!this.memory.isWrittenBefore(root, this.loop) || !this.memory.isOneObject(root))
      return false;
    if (this.isRowRenewed(root)) return true;
    const isRenewed = this.isRenewedByBounds(root);
    if (isRenewed) this.restsOnBounds = true;
    return isRenewed;
  }

  /** Is there a row that holds all that is written, and that is written whole before anything is read? */
  private isRowRenewed(root: Root): boolean {
    const writes = [...this.memory.writesTo(root)].filter((write) => this.isInside(write));
    if (!writes.every((write) => write instanceof StoreInst)) return false;
    const rows = writes.map((store) => this.rows.rowOf(store)).filter((row) => row !== null);
    const whole = rows.find(
      (row) => row.base === root.value && writes.every((store) => this.rows.isWithin(store, row)),
    );
    if (whole === undefined) return false;
    const covers = rows.filter((row) => row.base === root.value && isSameRow(row, whole));
    return this.areCovered(this.readsOf(root), covers);
  }

  private isRenewedByBounds(root: Root): boolean {
    const writes = [...this.memory.writesTo(root)].filter((write) => this.isInside(write));
    const all = this.bytesOf(root, writes);
    if (all === null) return false;
    const covers = writes
      .flatMap((write) => (isWrite(write) ? [this.coverOf(write)] : []))
      .filter((cover) => cover !== null);
    const reads = this.readsOf(root);
    return piecesOf(all, covers).every((own) => this.areCovered(reads, own));
  }

  /** Does each way of an iteration to one of the reads pass one of the covers? */
  private areCovered(
    reads: readonly Instruction[],
    covers: readonly Pick<Cover, "last">[],
  ): boolean {
    const { header } = this.loop;
    const ends = new Set(covers.map(({ last }) => last.parent));
    const open = new Set<BasicBlock>([header]);
    for (const block of open) {
      if (ends.has(block)) continue;
      for (const next of block.successors())
        if (next !== header && this.loop.contains(next)) open.add(next);
    }
    return reads.every((read) => {
      const { parent } = read;
      if (parent === null || !open.has(parent)) return true;
      return covers.some(({ last }) => last.parent === parent && isBefore(last, read));
    });
  }

  /** The bytes that are written; null where they have no bounds, or may be another object's. */
  private bytesOf(root: Root, writes: readonly Instruction[]): Interval | null {
    let all: Interval | null = null;
    for (const write of writes) {
      const bytes = isWrite(write) ? this.bytesOfWrite(root, write) : null;
      if (bytes === null) return null;
      all = all === null ? bytes : interval.hull(all, bytes);
    }
    return all;
  }

  private bytesOfWrite(root: Root, write: Write): Interval | null {
    const size = this.sizeOf(write);
    const place = this.placeOf(targetOf(write), write);
    if (size === null || place?.base !== root.value) return null;
    return { lo: place.offset.lo, hi: interval.add(place.offset, size).hi };
  }

  private sizeOf(write: Write): Interval | null {
    const { places } = this.memory;
    if (write instanceof StoreInst) return places.sizeOf(write.value.type);
    const length = lengthOf(write);
    return length === null ? null : places.intervals.ofLength(length, places.iterationsOf(write));
  }

  private placeOf(pointer: Value, at: Instruction): Place | null {
    const { places } = this.memory;
    const [place, another] = places.of(pointer, places.iterationsOf(at)) ?? [];
    return another === undefined ? (place ?? null) : null;
  }

  /** What all writes of this instruction in one entry of its loop cover; null where that may have gaps. */
  private coverOf(write: Write): Cover | null {
    const size = this.sizeOf(write);
    const place = this.placeOf(targetOf(write), write);
    const around = write.parent === null ? null : this.context.forest.loopOf(write.parent);
    if (size === null || !isPoint(size) || place === null || around === null) return null;
    const bytes = { lo: place.offset.lo, hi: interval.add(place.offset, size).hi };
    if (isPoint(place.offset)) return { bytes, last: write };
    return write instanceof StoreInst ? this.coverOfRow(write, around, bytes) : null;
  }

  /** The store goes through a row, element by element, in a loop that is left only behind it. */
  private coverOfRow(store: StoreInst, row: Loop, bytes: Interval): Cover | null {
    const { dominators } = this.context;
    const { latch, parent } = row;
    const last = latch?.terminator ?? null;
    if (latch === null || last === null || parent === null || row === this.loop) return null;
    const [exiting, another] = row.exiting();
    if (exiting !== latch || another !== undefined) return null;
    if (store.parent === null || !dominators.dominatesBlock(store.parent, latch)) return null;
    const { places } = this.memory;
    if (!places.intervals.isRoundsExact(row, places.iterationsOf(store))) return null;
    if (!this.isRow(store, row)) return null;
    return { bytes, last };
  }

  /** Does the address go on by the size of what is stored in each iteration of the loop, and change with nothing else? */
  private isRow(store: StoreInst, row: Loop): boolean {
    const { layout } = this.context.services;
    const size = layout.sizeOf(store.value.type);
    const { pointer } = store;
    if (size !== layout.storeSize(store.value.type)) return false;
    if (pointer instanceof GepInst) {
      const [index, another] = pointer.indices;
      if (index === undefined || another !== undefined) return false;
      const isElement = layout.sizeOf(pointer.sourceType) === size;
      return isElement && this.isFixed(pointer.base, store) && this.isCounting(index, row);
    }
    const affine = this.context.counters.affine.get(pointer);
    if (affine?.loop !== row || !(affine.update instanceof GepInst)) return false;
    const isElement = layout.sizeOf(affine.update.sourceType) === size;
    return isElement && isOne(affine.step) && this.isFixed(affine.start, store);
  }

  private isFixed(pointer: Value, at: Instruction): boolean {
    const place = this.placeOf(pointer, at);
    return place !== null && isPoint(place.offset);
  }

  /** Does the index go on by one in each iteration of the loop, from the same number each time? */
  private isCounting(index: Value, row: Loop): boolean {
    let value = index;
    while (value instanceof CastInst) value = value.source;
    const { loopOf, affine } = this.context.counters;
    if (loopOf.get(value) === row) return true;
    const steps = affine.get(value);
    if (!(value instanceof PhiInst) || steps?.loop !== row || !isOne(steps.step)) return false;
    const { intervals } = this.memory.places;
    const start = intervals.of(steps.start, "inside");
    return start !== null && isPoint(start);
  }

  /** What reads from the object, and is run again. */
  private readsOf(root: Root): Instruction[] {
    const { memory } = this.context;
    const mayRead = (pointer: Value): boolean =>
      [...memory.rootsOf(pointer)].some((each) => memory.rootsAlias(each, root));
    return [...this.slice].filter((inst) => {
      if (inst instanceof LoadInst) return mayRead(inst.pointer);
      const isCopy = !(inst instanceof StoreInst) && isWrite(inst);
      return isCopy && inst.operand(1).type.kind === "pointer" && mayRead(inst.operand(1));
    });
  }

  private isInside({ parent }: Instruction): boolean {
    return parent !== null && this.loop.contains(parent);
  }
}

function isEqual(x: Interval, y: Interval): boolean {
  return isSame(x.lo, y.lo) && isSame(x.hi, y.hi);
}

/** The covers of all that is written; where all ends are numbers, of each piece between two of them. */
function piecesOf(all: Interval, covers: readonly Cover[]): readonly (readonly Cover[])[] {
  const whole = covers.filter(({ bytes }) => isEqual(bytes, all));
  const [first, last] = [all.lo, all.hi];
  if (first.kind !== "number" || last.kind !== "number") return [whole];
  const known = covers.flatMap((cover) => {
    const { lo, hi } = cover.bytes;
    return lo.kind === "number" && hi.kind === "number"
      ? [{ cover, from: lo.number, to: hi.number }]
      : [];
  });
  const inner = known.flatMap(({ from, to }) => [from, to]);
  const ends = [first.number, last.number, ...inner].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ends.slice(1).flatMap((to, i) => {
    const from = ends[i] ?? to;
    if (from === to) return [];
    return [known.filter((each) => each.from <= from && each.to >= to).map(({ cover }) => cover)];
  });
}

function isPoint({ lo, hi }: Interval): boolean {
  return isSame(lo, hi);
}

function isOne(step: Value): boolean {
  return integerOf(step) === 1n;
}

function isBefore(first: Instruction, second: Instruction): boolean {
  for (let inst = first.next; inst !== null; inst = inst.next) if (inst === second) return true;
  return false;
}
