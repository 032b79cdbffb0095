/**
 * Stores that the plan undoes. In the forward sweep each keeps what it overwrites. In the reverse sweep that is put back, and what the caller is to see
 * goes to a log of addresses and contents, from which it is written once more at the end, in the order of the primal.
 */
import type { Loop } from "../analysis/loops.ts";
import { type IRBuilder, IRBuilder as Builder, InsertPoint } from "../ir/builder.ts";
import type { BasicBlock } from "../ir/graph.ts";
import { type AllocaInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import type { Fields } from "./fields.ts";
import type { Plan, UndoneStore } from "./plan.ts";
import type { Slots } from "./slots.ts";
import type { Sweep } from "./sweep.ts";
import { heapAlignOf, type Tape } from "./tape.ts";
import { tapePool } from "./tape-pool.ts";

interface Parts {
  readonly plan: Plan;
  readonly fields: Fields;
  readonly tape: Tape;
  readonly slots: Slots;
}

/** Addresses and contents, apart, so that bytes are always of one kind. */
interface Log {
  readonly type: Type;
  /** How many stores the forward sweep did that the log is for; then how many entries of it are still to be filled. */
  readonly left: AllocaInst;
  readonly total: AllocaInst;
  readonly addresses: AllocaInst;
  readonly contents: AllocaInst;
}

/** Emits what undone stores need in both sweeps of one function. */
export class UndoneStores {
  private readonly context: Context;
  private readonly parts: Parts;
  private readonly byStore: ReadonlyMap<StoreInst, UndoneStore>;
  private readonly blocks: ReadonlySet<BasicBlock>;
  private readonly log: Log | null;

  constructor(context: Context, parts: Parts) {
    this.context = context;
    this.parts = parts;
    const { undone } = parts.plan;
    this.byStore = new Map(undone.map((each) => [each.store, each]));
    this.blocks = new Set(undone.map(({ store }) => must(store.parent, "it is in a block")));
    const seen = undone.find(({ isSeen }) => isSeen);
    this.log = seen === undefined ? null : this.makeLog(seen.store.value.type);
  }

  /** In the forward sweep: keeps what is overwritten, and counts the entries of the log. */
  keepOverwritten(): void {
    for (const { store, isSeen } of this.parts.plan.undone) {
      const build = new Builder(InsertPoint.before(store), this.context.services);
      const old = build.load(store.value.type, store.pointer, { align: store.align });
      this.parts.tape.keep(build, this.fieldOf(store), old);
      if (isSeen && this.log !== null) this.step(build, this.log.left, "add");
    }
  }

  /** Where the reverse sweep begins: makes room for the log. */
  beginLog(build: IRBuilder): void {
    const { log } = this;
    if (log === null) return;
    const { types, layout } = this.context.services;
    const pool = tapePool(this.context.services);
    const count = build.load(types.i64, log.left);
    build.store(count, log.total);
    const take = (slot: AllocaInst, type: Type): void => {
      const bytes = build.binary("mul", count, constInt(types.i64, layout.sizeOf(type)));
      build.store(pool.take(build, bytes), slot);
    };
    take(log.addresses, this.pointerType);
    take(log.contents, log.type);
  }

  /**
   * At the beginning of the reverse of a block: undoes its stores, last first, and on the way loads again what the plan loads again, so that each load sees memory as
   * it was then.
   */
  undoBlock(block: BasicBlock, sweep: Sweep, iteration: (loop: Loop) => Value): void {
    if (!this.blocks.has(block)) return;
    const { primals } = this.parts.plan;
    for (let inst = block.last; inst !== null; inst = inst.prev) {
      const undone = inst instanceof StoreInst ? this.byStore.get(inst) : undefined;
      if (undone !== undefined) this.undo(undone, sweep, iteration);
      else if (inst instanceof LoadInst && primals.get(inst) === "recompute") sweep.primal(inst);
    }
  }

  /** At the end: what the caller is to see, once more. */
  putBack(build: IRBuilder): void {
    const { log } = this;
    if (log === null) return;
    const { fn, services } = this.context;
    const { i64 } = services.types;
    const before = must(build.point.block, "the builder is in a block");
    const [body, done] = [fn.newBlock("tsad.redo"), fn.newBlock("tsad.redone")];
    const total = build.load(i64, log.total);
    build.condBr(build.icmp("eq", total, constInt(i64, 0)), done, body);
    build.point = InsertPoint.atEnd(body);
    const index = build.phi(i64, "redo");
    const { address, content } = this.entry(build, log, index);
    build.store(
      build.load(log.type, content, { align: this.alignOf(log.type) }),
      build.bitcastPointer(build.load(this.pointerType, address), content.type),
      { align: 1 },
    );
    const next = build.binary("add", index, constInt(i64, 1), { flags: "nuw nsw" });
    index.addIncoming(constInt(i64, 0), before);
    index.addIncoming(next, body);
    build.condBr(build.icmp("eq", next, total), done, body);
    build.point = InsertPoint.atEnd(done);
    const pool = tapePool(services);
    for (const slot of [log.addresses, log.contents])
      pool.give(build, build.load(this.pointerType, slot));
  }

  private undo({ store, isSeen }: UndoneStore, sweep: Sweep, iteration: (l: Loop) => Value): void {
    const { build } = sweep;
    const { type } = store.value;
    const pointer = sweep.primal(store.pointer);
    if (isSeen && this.log !== null) {
      const index = this.step(build, this.log.left, "sub");
      const { address, content } = this.entry(build, this.log, index);
      const later = build.load(type, pointer, { align: store.align });
      build.store(later, content, { align: this.alignOf(type) });
      build.store(build.bitcastPointer(pointer, this.pointerType), address);
    }
    const old = this.parts.tape.fetch(build, this.fieldOf(store), iteration);
    build.store(old, pointer, { align: store.align });
  }

  private makeLog(type: Type): Log {
    const { slots } = this.parts;
    const { i64 } = this.context.services.types;
    const pointer = (name: string): AllocaInst =>
      slots.make(this.pointerType, name, nullOf(this.pointerType));
    return {
      type,
      left: slots.make(i64, "tsad.undone", constInt(i64, 0)),
      total: slots.make(i64, "tsad.undone.all", constInt(i64, 0)),
      addresses: pointer("tsad.log.addresses"),
      contents: pointer("tsad.log"),
    };
  }

  private step(build: IRBuilder, slot: AllocaInst, opcode: "add" | "sub"): Value {
    const { i64 } = this.context.services.types;
    const next = build.binary(opcode, build.load(i64, slot), constInt(i64, 1));
    build.store(next, slot);
    return next;
  }

  private entry(build: IRBuilder, log: Log, index: Value): { address: Value; content: Value } {
    const { types } = this.context.services;
    const place = (slot: AllocaInst, type: Type): Value => {
      const base = build.load(this.pointerType, slot);
      return build.gep(type, build.bitcastPointer(base, types.pointerTo(type)), [index]);
    };
    return {
      address: place(log.addresses, this.pointerType),
      content: place(log.contents, log.type),
    };
  }

  private alignOf(type: Type): number {
    return heapAlignOf(type, this.context.services.layout);
  }

  private fieldOf(store: StoreInst): Fields["all"][number] {
    return must(this.parts.fields.overwritten.get(store), "an undone store has a field");
  }

  private get pointerType(): Type {
    const { types } = this.context.services;
    return types.pointerTo(types.i8);
  }
}
