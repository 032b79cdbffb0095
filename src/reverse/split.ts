/**
 * Splits a function that holds both sweeps at the turn between them, into an augmented primal and a reverse function. What the
 * reverse sweep uses of the forward sweep goes through a record on the heap: values that cross are stored there when the forward
 * sweep ends, and local memory that both use lies in it from the start.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Argument, type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import { AllocaInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt, undefOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { heapCalls } from "../ir/heap.ts";
import type { GradientServices } from "./services.ts";
import { heapAlign } from "./tape.ts";

/** A function with both sweeps. */
export interface BothSweeps {
  readonly fn: Function;
  /** First block of the reverse sweep; it has one predecessor, the block that ends the forward sweep. */
  readonly turn: BasicBlock;
  /** What the forward sweep gives to the caller: the primal's result and its shadow, as far as there are such. Defined where the forward sweep ends. */
  readonly results: readonly Value[];
  /** Parameters of `fn` that become those of the augmented primal, in order. */
  readonly forwardArgs: readonly Argument[];
  /** Parameters of `fn` that become those of the reverse function, after the record. */
  readonly reverseArgs: readonly Argument[];
}

/** The two empty functions to be filled; the first returns a struct of the record's address and the results. */
export interface Halves {
  readonly augmented: Function;
  readonly reverse: Function;
}

/** Moves the blocks of `both` into the halves. The layout of the record is known to these two functions only. */
export function splitSweeps(both: BothSweeps, halves: Halves, services: GradientServices): void {
  new Splitter(both, halves, services).run();
}

/** Where in the record things lie, in bytes. */
interface RecordLayout {
  readonly fields: readonly { readonly type: Type; readonly offset: number }[];
  readonly size: number;
}

class Splitter {
  private readonly both: BothSweeps;
  private readonly halves: Halves;
  private readonly services: GradientServices;
  private readonly behind: ReadonlySet<BasicBlock>;

  constructor(both: BothSweeps, halves: Halves, services: GradientServices) {
    this.both = both;
    this.halves = halves;
    this.services = services;
    this.behind = reachableFrom(both.turn);
  }

  run(): void {
    const { both, halves } = this;
    const end = must(both.turn.predecessors()[0], "the turn has a predecessor");
    this.moveReverseSlots();
    const memory = this.sharedSlots();
    const values = this.crossing(new Set<Value>(memory));
    const record = this.layOut(memory, values);
    const forward = new Set(both.fn.blocks.filter((block) => !this.behind.has(block)));
    halves.augmented.takeBlocks(forward, both.fn);
    halves.reverse.takeBlocks(this.behind, both.fn);
    this.readRecord(record, [...memory, ...values]);
    this.writeRecord(record, memory, values, end);
    replaceArguments(both.forwardArgs, halves.augmented.args);
    replaceArguments(both.reverseArgs, halves.reverse.args.slice(1));
  }

  /** Slots that only the reverse sweep uses belong to it. */
  private moveReverseSlots(): void {
    const { turn } = this.both;
    for (const inst of this.both.fn.entry) {
      if (!(inst instanceof AllocaInst) || !inst.isUsed) continue;
      if (![...inst.uses()].every(({ user }) => this.isBehind(user))) continue;
      inst.detach();
      turn.insert(inst, turn.first);
    }
  }

  private isBehind(user: unknown): boolean {
    return user instanceof Instruction && user.parent !== null && this.behind.has(user.parent);
  }

  /** Local memory of the forward sweep that the reverse sweep may reach, by its name or through a pointer that was kept. */
  private sharedSlots(): AllocaInst[] {
    const found: AllocaInst[] = [];
    for (const block of this.both.fn.blocks) {
      if (this.behind.has(block)) continue;
      for (const inst of block) {
        if (inst instanceof AllocaInst && !this.isOnlyAccessedForward(inst)) found.push(inst);
      }
    }
    return found;
  }

  private isOnlyAccessedForward(slot: AllocaInst): boolean {
    return [...slot.uses()].every(({ user, index }) => {
      if (!(user instanceof Instruction) || this.isBehind(user)) return false;
      return user instanceof LoadInst || (user instanceof StoreInst && index === 1);
    });
  }

  /** Values of the forward sweep that the reverse sweep uses, in order of their first use there. */
  private crossing(shared: ReadonlySet<Value>): Value[] {
    const given = new Set<Value>(this.both.reverseArgs);
    const found = new Set<Value>();
    for (const block of this.behind) {
      for (const inst of block) {
        for (const operand of inst.operands) {
          if (shared.has(operand) || given.has(operand)) continue;
          const isOutside = operand instanceof Instruction && !this.isBehind(operand);
          if (isOutside || operand instanceof Argument) found.add(operand);
        }
      }
    }
    return [...found];
  }

  /** At the start of the reverse function everything comes out of the record; before each return it is freed. */
  private readRecord(record: RecordLayout, crossing: readonly Value[]): void {
    const { reverse } = this.halves;
    const { turn } = this.both;
    const entry = reverse.newBlock("entry");
    reverse.reorderBlocks([entry, ...reverse.blocks.filter((block) => block !== entry)]);
    const build = new IRBuilder(InsertPoint.atEnd(entry), this.services);
    const base = at(reverse.args, 0);
    crossing.forEach((value, i) => {
      const place = this.field(build, record, base, i);
      const here =
        value instanceof AllocaInst
          ? this.slotIn(build, place, value)
          : build.load(value.type, place, {
              name: `${value.name ?? "t"}.kept`,
              align: this.fieldAlign(value.type),
            });
      for (const use of value.uses()) if (this.isBehind(use.user)) use.value = here;
    });
    build.br(turn);
    const heap = heapCalls(this.services);
    for (const block of this.behind) {
      const last = block.terminator;
      if (last?.opcode !== "ret") continue;
      heap.free(new IRBuilder(InsertPoint.before(last), this.services), base);
    }
  }

  /** At the start of the augmented primal the record is made; at its end what crosses is stored. */
  private writeRecord(
    record: RecordLayout,
    memory: readonly AllocaInst[],
    values: readonly Value[],
    end: BasicBlock,
  ): void {
    const { augmented } = this.halves;
    const { types } = this.services;
    const heap = heapCalls(this.services);
    const build = new IRBuilder(InsertPoint.atStart(augmented.entry), this.services);
    const base = heap.malloc(build, constInt(types.i64, record.size));
    const places = memory.map((slot, i) =>
      this.slotIn(build, this.field(build, record, base, i), slot),
    );
    memory.forEach((slot, i) => {
      slot.replaceAllUsesWith(at(places, i));
      slot.erase();
    });
    // An exception that leaves takes the record with it.
    for (const block of augmented.blocks) {
      const last = block.terminator;
      if (last?.opcode !== "resume") continue;
      heap.free(new IRBuilder(InsertPoint.before(last), this.services), base);
    }
    end.terminator?.erase();
    build.point = InsertPoint.atEnd(end);
    values.forEach((value, i) => {
      const place = this.field(build, record, base, memory.length + i);
      build.store(value, place, { align: this.fieldAlign(value.type) });
    });
    const { ret } = augmented.functionType;
    const parts = [base, ...this.both.results];
    const all = parts.reduce<Value>(
      (whole, part, i) => build.insertValue(whole, part, i),
      undefOf(ret),
    );
    build.ret(all);
  }

  /** Local memory is as aligned as it asks to be, which may be more than its type does. */
  private layOut(memory: readonly AllocaInst[], values: readonly Value[]): RecordLayout {
    const rooms = memory.map((slot) => ({
      type: this.roomFor(slot),
      align: Math.min(this.alignOf(slot), heapAlign),
    }));
    const kept = values.map(({ type }) => ({ type, align: this.fieldAlign(type) }));
    let size = 0;
    const fields = [...rooms, ...kept].map(({ type, align }) => {
      const offset = Math.ceil(size / align) * align;
      size = offset + this.services.layout.sizeOf(type);
      return { type, offset };
    });
    return { fields, size };
  }

  private field(build: IRBuilder, { fields }: RecordLayout, base: Value, index: number): Value {
    const { types } = this.services;
    const { type, offset } = at(fields, index);
    const place = build.gep(types.i8, base, [constInt(types.i64, offset)]);
    return build.bitcastPointer(place, types.pointerTo(type));
  }

  /** The record is as aligned as malloc makes it. */
  private fieldAlign(type: Type): number {
    return Math.min(this.services.layout.abiAlign(type), heapAlign);
  }

  /** The type of a slot, or bytes among which it finds a place where it asks for more than malloc promises. */
  private roomFor(slot: AllocaInst): Type {
    const { layout, types } = this.services;
    const align = this.alignOf(slot);
    if (align <= heapAlign) return slot.allocatedType;
    return types.array(types.i8, layout.sizeOf(slot.allocatedType) + align);
  }

  private slotIn(build: IRBuilder, room: Value, slot: AllocaInst): Value {
    const { types } = this.services;
    const align = this.alignOf(slot);
    if (align <= heapAlign) return build.bitcastPointer(room, slot.type);
    const start = build.bitcastPointer(room, types.pointerTo(types.i8));
    const back = build.binary(
      "sub",
      constInt(types.i64, 0),
      build.cast("ptrtoint", start, types.i64),
    );
    const skipped = build.binary("and", back, constInt(types.i64, align - 1));
    return build.bitcastPointer(build.gep(types.i8, start, [skipped]), slot.type);
  }

  private alignOf(slot: AllocaInst): number {
    const written = /\balign (\d+)/.exec(slot.tail)?.[1];
    return Number(written ?? this.services.layout.abiAlign(slot.allocatedType));
  }
}

function reachableFrom(start: BasicBlock): ReadonlySet<BasicBlock> {
  const found = new Set([start]);
  for (const block of found) for (const next of block.successors()) found.add(next);
  return found;
}

function replaceArguments(from: readonly Argument[], to: readonly Argument[]): void {
  from.forEach((arg, i) => {
    const own = at(to, i);
    own.name = arg.name;
    arg.replaceAllUsesWith(own);
  });
}
