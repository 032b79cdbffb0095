/**
 * What undone stores had left in memory that the caller sees: addresses and contents, in the order of the primal, filled
 * from the end as the reverse sweep undoes them, and written once more when that is done.
 */
import { type IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { AllocaInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import type { Slots } from "./slots.ts";
import { heapAlignOf } from "./tape.ts";
import { type TapePool, tapePool } from "./tape-pool.ts";

/** The log of one function. Its contents are of one type; addresses stand apart, so that bytes are always of one kind. */
export class RedoLog {
  private readonly context: Context;
  private readonly type: Type;
  private readonly pool: TapePool;
  private readonly pointer: Type;
  /** How many entries the forward sweep asked for; then how many of them are still to be filled. */
  private readonly left: AllocaInst;
  private readonly total: AllocaInst;
  private readonly addresses: AllocaInst;
  private readonly contents: AllocaInst;

  constructor(context: Context, slots: Slots, type: Type) {
    const { types } = context.services;
    this.context = context;
    this.type = type;
    this.pool = tapePool(context.services);
    this.pointer = types.pointerTo(types.i8);
    const zero = constInt(types.i64, 0);
    this.left = slots.make(types.i64, "tsad.undone", zero);
    this.total = slots.make(types.i64, "tsad.undone.all", zero);
    this.addresses = slots.make(this.pointer, "tsad.log.addresses", nullOf(this.pointer));
    this.contents = slots.make(this.pointer, "tsad.log", nullOf(this.pointer));
  }

  /** In the forward sweep: there will be so many entries more. */
  expect(build: IRBuilder, entries: Value): void {
    this.step(build, "add", entries);
  }

  /** Where the reverse sweep begins: makes room. */
  begin(build: IRBuilder): void {
    const { types, layout } = this.context.services;
    const count = build.load(types.i64, this.left);
    build.store(count, this.total);
    const take = (slot: AllocaInst, type: Type): void => {
      const bytes = build.binary("mul", count, constInt(types.i64, layout.sizeOf(type)));
      build.store(this.pool.take(build, bytes), slot);
    };
    take(this.addresses, this.pointer);
    take(this.contents, this.type);
  }

  /** Fills one entry with what is at `address` now, whose alignment is as stated. */
  note(build: IRBuilder, address: Value, align: number): void {
    this.fill(build, this.step(build, "sub", this.number(1)), address, align);
  }

  /** The same for so many values in a row. The builder goes on in another block. */
  noteRow(build: IRBuilder, start: Value, entries: Value): void {
    const { types } = this.context.services;
    const first = this.step(build, "sub", entries);
    const typed = build.bitcastPointer(start, types.pointerTo(this.type));
    this.loop(build, entries, "tsad.note", (index) => {
      this.fill(build, build.binary("add", first, index), build.gep(this.type, typed, [index]), 1);
    });
  }

  /** At the end: what the caller is to see, once more. The builder goes on in another block. */
  putBack(build: IRBuilder): void {
    const total = build.load(this.context.services.types.i64, this.total);
    this.loop(build, total, "tsad.redo", (index) => {
      const { address, content } = this.entry(build, index);
      const place = build.bitcastPointer(build.load(this.pointer, address), content.type);
      build.store(build.load(this.type, content, { align: this.align }), place, { align: 1 });
    });
    for (const slot of [this.addresses, this.contents])
      this.pool.give(build, build.load(this.pointer, slot));
  }

  private fill(build: IRBuilder, index: Value, address: Value, align: number): void {
    const entry = this.entry(build, index);
    build.store(build.load(this.type, address, { align }), entry.content, { align: this.align });
    build.store(build.bitcastPointer(address, this.pointer), entry.address);
  }

  /** `body` for each number from 0 to below `count`. */
  private loop(build: IRBuilder, count: Value, name: string, body: (index: Value) => void): void {
    const { fn, services } = this.context;
    const { i64 } = services.types;
    const before = must(build.point.block, "the builder is in a block");
    const around = fn.newBlock(name);
    const done = fn.newBlock(`${name}.done`);
    build.condBr(build.icmp("eq", count, this.number(0)), done, around);
    build.point = InsertPoint.atEnd(around);
    const index = build.phi(i64, "row");
    body(index);
    const next = build.binary("add", index, this.number(1), { flags: "nuw nsw" });
    index.addIncoming(this.number(0), before);
    index.addIncoming(next, around);
    build.condBr(build.icmp("eq", next, count), done, around);
    build.point = InsertPoint.atEnd(done);
  }

  private step(build: IRBuilder, opcode: "add" | "sub", by: Value): Value {
    const { i64 } = this.context.services.types;
    const next = build.binary(opcode, build.load(i64, this.left), by);
    build.store(next, this.left);
    return next;
  }

  private entry(build: IRBuilder, index: Value): { address: Value; content: Value } {
    const { types } = this.context.services;
    const place = (slot: AllocaInst, type: Type): Value => {
      const base = build.load(this.pointer, slot);
      return build.gep(type, build.bitcastPointer(base, types.pointerTo(type)), [index]);
    };
    return {
      address: place(this.addresses, this.pointer),
      content: place(this.contents, this.type),
    };
  }

  private get align(): number {
    return heapAlignOf(this.type, this.context.services.layout);
  }

  private number(value: number): Value {
    return constInt(this.context.services.types.i64, value);
  }
}
