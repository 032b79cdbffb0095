/** Memory that an iteration begins with: kept in the forward sweep, and put back before the iteration is run again. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { AllocaInst } from "../../ir/instructions.ts";
import { constInt, nullOf } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";
import { must } from "../../support/assert.ts";
import type { Loop } from "../../analysis/loops.ts";
import { emitTripCount } from "../../analysis/tripcount.ts";
import type { Context } from "../context.ts";
import { ends } from "../counters.ts";
import { type Counts, outermost } from "../counts.ts";
import { copyBytes } from "../copy-bytes.ts";
import type { Fields } from "../fields.ts";
import type { Slots } from "../slots.ts";
import type { Field, Tape } from "../tape.ts";
import { type TapePool, tapePool } from "../tape-pool.ts";
import type { JointBodies } from "./bodies.ts";
import { type Box, hasOneBlock, type JointLoop, type State } from "./loop.ts";
import type { Symbolic } from "../../analysis/symbolic.ts";

/** Emits what the states of loops need in both sweeps of one function. */
export class JointStates {
  private readonly context: Context;
  private readonly joint: readonly JointLoop[];
  private readonly fields: Fields;
  private readonly tape: Tape;
  private readonly slots: Slots;
  private readonly counts: Counts;
  private readonly pool: TapePool;
  /** Memory for the copies of all iterations. */
  private readonly blocks = new Map<State, AllocaInst>();
  /** What the caller is to see, from the turn on. */
  private readonly outputs: { state: State; slot: AllocaInst }[] = [];
  /** The first byte and the number of bytes; none where the loop is not come to. */
  private readonly stretches = new Map<State, { from: AllocaInst; bytes: AllocaInst }>();

  constructor(
    context: Context,
    joint: Iterable<JointLoop>,
    parts: {
      readonly fields: Fields;
      readonly tape: Tape;
      readonly slots: Slots;
      readonly counts: Counts;
    },
  ) {
    this.context = context;
    this.joint = [...joint];
    this.fields = parts.fields;
    this.tape = parts.tape;
    this.slots = parts.slots;
    this.counts = parts.counts;
    this.pool = tapePool(context.services);
  }

  /** In the forward sweep: at the begin of each iteration keeps its states. */
  keep(bodies: JointBodies): void {
    for (const { loop, states, outputs } of this.joint) {
      for (const state of [...states, ...outputs]) this.locate(state, loop);
      for (const state of states) this.makeRoom(state, loop);
      if (states.length === 0) continue;
      // Behind what the tape computes there, before anything that the program does.
      const build = new IRBuilder(bodies.beginOf(loop), this.context.services);
      for (const state of states) {
        const place = this.placeIn(build, state, bodies.counterOf(loop));
        const copy = this.copied(build, state, place);
        if (place === null) this.tape.keep(build, this.fieldOf(state), copy);
      }
    }
  }

  /** Before an iteration is run again: puts its states back. */
  restore(
    build: IRBuilder,
    { loop, states }: JointLoop,
    iteration: Parameters<Tape["fetch"]>[2],
  ): void {
    for (const state of states) {
      const place = this.placeIn(build, state, iteration(loop));
      const copy = place ?? this.tape.fetch(build, this.fieldOf(state), iteration);
      this.putBack(build, state, copy);
      if (place === null) this.pool.give(build, copy);
    }
  }

  /** Where the reverse sweep begins: keeps what the caller is to see. */
  begin(build: IRBuilder): void {
    const pointer = this.context.services.types.pointerTo(this.context.services.types.i8);
    for (const state of this.joint.flatMap(({ outputs }) => outputs)) {
      const slot = this.slots.make(pointer, "tsad.output", nullOf(pointer));
      build.store(this.copied(build, state), slot);
      this.outputs.push({ state, slot });
    }
  }

  /** At the end of the reverse sweep: what the caller is to see, once more. */
  end(build: IRBuilder): void {
    for (const { state, slot } of this.outputs) {
      const copy = build.load(slot.allocatedType, slot);
      this.putBack(build, state, copy);
      this.pool.give(build, copy);
    }
    for (const slot of this.blocks.values())
      this.pool.give(build, build.load(slot.allocatedType, slot));
  }

  /** Makes room for all copies before the loop, where their number is known there. */
  private makeRoom(state: State, loop: Loop): void {
    const count = hasOneBlock(loop, this.counts) ? this.counts.before(loop) : null;
    if (count === null) return;
    const { types } = this.context.services;
    const pointer = types.pointerTo(types.i8);
    const slot = this.slots.make(pointer, "tsad.states", nullOf(pointer));
    const [preheader] = ends(loop);
    const build = new IRBuilder(InsertPoint.beforeTerminator(preheader), this.context.services);
    const { bytes } = this.stretchOf(build, state);
    build.store(this.pool.take(build, build.binary("mul", bytes, count(build))), slot);
    this.blocks.set(state, slot);
  }

  /** Where the copy of an iteration is in the block for all of them; null where there is no such. */
  private placeIn(build: IRBuilder, state: State, iteration: Value): Value | null {
    const slot = this.blocks.get(state);
    if (slot === undefined) return null;
    const { bytes } = this.stretchOf(build, state);
    const block = build.load(slot.allocatedType, slot);
    const { i8 } = this.context.services.types;
    return build.gep(i8, block, [build.binary("mul", bytes, iteration)]);
  }

  private copied(build: IRBuilder, state: State, place: Value | null = null): Value {
    const { from, bytes } = this.stretchOf(build, state);
    const block = place ?? this.pool.take(build, bytes);
    copyBytes(build, this.context.services, { to: block, from, bytes });
    return block;
  }

  private putBack(build: IRBuilder, state: State, copy: Value): void {
    const { from, bytes } = this.stretchOf(build, state);
    copyBytes(build, this.context.services, { to: from, from: copy, bytes });
  }

  private stretchOf(build: IRBuilder, state: State): { from: Value; bytes: Value } {
    const { from, bytes } = must(this.stretches.get(state), "the stretch has been computed");
    return {
      from: build.load(from.allocatedType, from),
      bytes: build.load(bytes.allocatedType, bytes),
    };
  }

  /** Computes where the bytes are before the outermost loop around `loop`; without that, there are none. */
  private locate(state: State, loop: Loop): void {
    const { types } = this.context.services;
    const pointer = types.pointerTo(types.i8);
    const from = this.slots.make(pointer, "tsad.state", nullOf(pointer));
    const bytes = this.slots.make(types.i64, "tsad.state.bytes", constInt(types.i64, 0));
    this.stretches.set(state, { from, bytes });
    const around = outermost(loop);
    const [preheader] = ends(around);
    const build = new IRBuilder(InsertPoint.beforeTerminator(preheader), this.context.services);
    const found =
      "boxes" in state ? stretchOfBoxes(build, state.boxes, around) : whole(build, state, around);
    build.store(found.from, from);
    build.store(found.bytes, bytes);
  }

  private fieldOf(state: State): Field {
    return must(this.fields.state.get(state), "a state has a field");
  }
}

/** An expression of what does not change in the loop, before it. */
function before(build: IRBuilder, loop: Loop, count: Symbolic): Value {
  return emitTripCount(build, { loop, count });
}

function whole(
  build: IRBuilder,
  { base, size }: { readonly base: Value; readonly size: Symbolic },
  loop: Loop,
): { from: Value; bytes: Value } {
  const { types } = build.module;
  const from = build.bitcastPointer(base, types.pointerTo(types.i8));
  return { from, bytes: before(build, loop, size) };
}

/** The first byte of a box, the address behind its last one, and whether it has any. */
function endsOf(
  build: IRBuilder,
  { base, start, sides, size }: Box,
  loop: Loop,
): { start: Value; end: Value; isSome: Value } {
  const { types } = build.module;
  const none = constInt(types.i64, 0);
  const bytes = before(build, loop, size);
  let isSome: Value = build.icmp("ne", bytes, none);
  let low = before(build, loop, start);
  let high = build.binary("add", low, bytes);
  for (const { count, step } of sides) {
    const times = before(build, loop, count);
    isSome = build.binary("and", isSome, build.icmp("ne", times, none));
    const last = build.binary("sub", times, constInt(types.i64, 1));
    const way = build.binary("mul", last, constInt(types.i64, step));
    if (step > 0n) high = build.binary("add", high, way);
    else low = build.binary("add", low, way);
  }
  const from = build.bitcastPointer(base, types.pointerTo(types.i8));
  const end = build.gep(types.i8, from, [high]);
  return {
    start: build.gep(types.i8, from, [low]),
    end: build.cast("ptrtoint", end, types.i64),
    isSome,
  };
}

/** From the first byte of all boxes that are not empty to the last one; all are of one object. */
function stretchOfBoxes(
  build: IRBuilder,
  boxes: readonly Box[],
  loop: Loop,
): { from: Value; bytes: Value } {
  const { types } = build.module;
  const bytes = types.pointerTo(types.i8);
  const none = constInt(types.i64, 0);
  let first: Value = constInt(types.i64, -1n);
  let last: Value = none;
  let from: Value = nullOf(bytes);
  for (const box of boxes) {
    const { start, end, isSome } = endsOf(build, box, loop);
    const address = build.cast("ptrtoint", start, types.i64);
    const isFirst = build.binary("and", isSome, build.icmp("ult", address, first));
    const isLast = build.binary("and", isSome, build.icmp("ugt", end, last));
    from = build.select(isFirst, start, from);
    first = build.select(isFirst, address, first);
    last = build.select(isLast, end, last);
  }
  const isNone = build.icmp("eq", last, none);
  const all = build.select(isNone, none, build.binary("sub", last, first));
  return { from, bytes: all };
}
