/**
 * Stores, and copies and fillings of memory, that the plan undoes. In the forward sweep each keeps what it overwrites; in
 * the reverse sweep that is put back, and what the caller is to see is noted before.
 */
import type { Loop } from "../analysis/loops.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { BasicBlock, Instruction } from "../ir/graph.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import { copyBytes } from "./copy-bytes.ts";
import type { Fields } from "./fields.ts";
import type { Plan, UndoneWrite } from "./plan.ts";
import { RedoLog } from "./redo-log.ts";
import type { Slots } from "./slots.ts";
import type { Sweep } from "./sweep.ts";
import type { Field, Tape } from "./tape.ts";
import { type TapePool, tapePool } from "./tape-pool.ts";
import { lengthOf, targetOf } from "./undo.ts";

interface Parts {
  readonly plan: Plan;
  readonly fields: Fields;
  readonly tape: Tape;
  readonly slots: Slots;
}

/** Gives the number of the iteration of a loop that is being reversed. */
type Iteration = (loop: Loop) => Value;

/** Emits what undone writes need in both sweeps of one function. */
export class UndoneStores {
  private readonly context: Context;
  private readonly parts: Parts;
  private readonly pool: TapePool;
  private readonly byWrite: ReadonlyMap<Instruction, UndoneWrite>;
  private readonly blocks: ReadonlySet<BasicBlock>;
  private readonly log: RedoLog | null;
  /** What the log holds. */
  private readonly type: Type | null;

  constructor(context: Context, parts: Parts) {
    this.context = context;
    this.parts = parts;
    this.pool = tapePool(context.services);
    const { undone, loggedType } = parts.plan;
    this.byWrite = new Map(undone.map((each) => [each.write, each]));
    this.blocks = new Set(undone.map(({ write }) => must(write.parent, "it is in a block")));
    const isSeen = undone.some((each) => each.isSeen);
    this.type = isSeen ? loggedType : null;
    this.log = this.type === null ? null : new RedoLog(context, parts.slots, this.type);
  }

  /** In the forward sweep: keeps what is overwritten, and tells the log how much it is. */
  keepOverwritten(): void {
    for (const { write, isSeen } of this.parts.plan.undone) {
      const build = new IRBuilder(InsertPoint.before(write), this.context.services);
      const field = this.fieldOf(write);
      if (write instanceof StoreInst) {
        const old = build.load(write.value.type, write.pointer, { align: write.align });
        this.parts.tape.keep(build, field, old);
        if (isSeen) this.log?.expect(build, constInt(this.context.services.types.i64, 1));
        continue;
      }
      const bytes = this.bytesOf(build, must(lengthOf(write), "it has a length"));
      const block = this.pool.take(build, bytes);
      const from = build.bitcastPointer(targetOf(write), block.type);
      copyBytes(build, this.context.services, { to: block, from, bytes });
      this.parts.tape.keep(build, field, block);
      if (isSeen) this.log?.expect(build, this.entriesOf(build, bytes));
    }
  }

  /** Where the reverse sweep begins. */
  begin(build: IRBuilder): void {
    this.log?.begin(build);
  }

  /**
   * At the beginning of the reverse of a block: undoes its writes, last first, and on the way loads again what the plan
   * loads again, so that each load sees memory as it was then.
   */
  undoBlock(block: BasicBlock, sweep: Sweep, iteration: Iteration): void {
    if (!this.blocks.has(block)) return;
    const { primals } = this.parts.plan;
    for (let inst = block.last; inst !== null; inst = inst.prev) {
      const undone = this.byWrite.get(inst);
      if (undone !== undefined) this.undo(undone, sweep, iteration);
      else if (inst instanceof LoadInst && primals.get(inst) === "recompute") sweep.primal(inst);
    }
  }

  /** At the end of the reverse sweep. */
  putBack(build: IRBuilder): void {
    this.log?.putBack(build);
  }

  private undo({ write, isSeen }: UndoneWrite, sweep: Sweep, iteration: Iteration): void {
    const { build } = sweep;
    const target = sweep.primal(targetOf(write));
    if (write instanceof StoreInst) {
      if (isSeen) this.log?.note(build, target, write.align);
      const old = this.parts.tape.fetch(build, this.fieldOf(write), iteration);
      build.store(old, target, { align: write.align });
      return;
    }
    const length = must(lengthOf(write), "it has a length");
    const bytes = this.bytesOf(build, sweep.primal(length));
    if (isSeen) this.log?.noteRow(build, target, this.entriesOf(build, bytes));
    const block = this.parts.tape.fetch(build, this.fieldOf(write), iteration);
    const to = build.bitcastPointer(target, block.type);
    copyBytes(build, this.context.services, { to, from: block, bytes });
    this.pool.give(build, block);
  }

  private bytesOf(build: IRBuilder, length: Value): Value {
    const { i64 } = this.context.services.types;
    return length.type === i64 ? length : build.cast("zext", length, i64);
  }

  private entriesOf(build: IRBuilder, bytes: Value): Value {
    const { types, layout } = this.context.services;
    const size = layout.sizeOf(must(this.type, "what is seen has a type in the log"));
    return build.binary("udiv", bytes, constInt(types.i64, size));
  }

  private fieldOf(write: Instruction): Field {
    return must(this.parts.fields.overwritten.get(write), "an undone write has a field");
  }
}
