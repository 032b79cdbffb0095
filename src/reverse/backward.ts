/**
 * The reverse sweep: for each block of the forward sweep one reverse block, for each edge one edge block that moves adjoints of
 * phis and keeps the loop counters. Blocks that cannot reach the return have no reverse.
 */
import type { Loop } from "../analysis/loops.ts";
import { emitSymbolic } from "../analysis/symbolic.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { type BasicBlock, Instruction } from "../ir/graph.ts";
import { type AllocaInst, PhiInst } from "../ir/instructions.ts";
import { constInt, nullOf, undefOf } from "../ir/literal.ts";
import { isFloating, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { Adjoints } from "./adjoint.ts";
import { type Context, pointerActivity } from "./context.ts";
import { ends } from "./counters.ts";
import { calling } from "./derive-call.ts";
import { derivationOf, reverseIn, takesPart } from "./dispatch.ts";
import { isSkipped, loopsLeft, reversePredecessors, skippedLoop } from "./edges.ts";
import { floatConstant } from "./emit-algebra.ts";
import type { Fields } from "./fields.ts";
import type { JointBodies } from "./joint/bodies.ts";
import type { JointLoop } from "./joint/loop.ts";
import type { JointStates } from "./joint/states.ts";
import { packed } from "./lanes.ts";
import { baseOf } from "./needs.ts";
import type { Plan } from "./plan.ts";
import { Recovered } from "./primal.ts";
import { returningBlocks } from "./returning.ts";
import type { ShadowLanes } from "./shadows.ts";
import type { Slots } from "./slots.ts";
import { resultTypes } from "./spec.ts";
import type { Sweep } from "./sweep.ts";
import type { Tape } from "./tape.ts";
import type { UndoneStores } from "./undone-stores.ts";

/** What both sweeps are made from. */
export interface SweepParts {
  readonly context: Context;
  readonly plan: Plan;
  readonly fields: Fields;
  readonly shadows: ShadowLanes;
  readonly tape: Tape;
  readonly slots: Slots;
  readonly idle: ReadonlySet<Loop>;
  readonly undone: UndoneStores;
  readonly bodies: JointBodies;
  readonly states: JointStates;
  /** Emits what is done when everything has been reversed, before the return. */
  readonly atEnd: (build: IRBuilder) => void;
}

/**
 * Emits the reverse sweep behind the forward sweep of `parts.context.fn`, and the function's return.
 * @returns the first block of the reverse sweep
 */
export function emitBackward(parts: SweepParts): BasicBlock {
  return new Backward(parts).run();
}

class Backward {
  private readonly parts: SweepParts;
  private readonly context: Context;
  /** Those of each gradient that is made at once. */
  private readonly adjoints: readonly Adjoints[];
  private readonly reverseOf = new Map<BasicBlock, BasicBlock>();
  /** The number of the iteration that is being reversed. */
  private readonly iterations = new Map<Loop, AllocaInst>();
  /** Where iterations are run again that are then reversed. */
  private readonly again = new Map<Loop, BasicBlock>();
  private returned: Value | null = null;
  /** Where the next iteration is gone to from, of loops that are done once. */
  private readonly nexts = new Map<Loop, BasicBlock>();

  constructor(parts: SweepParts) {
    this.parts = parts;
    this.context = parts.context;
    const { length } = parts.shadows.lanes;
    this.adjoints = Array.from({ length }, () => new Adjoints(parts.slots));
  }

  run(): BasicBlock {
    const { fn, ret, exit, services, forest, cfg } = this.context;
    const { idle, slots } = this.parts;
    const live = returningBlocks(this.context);
    const blocks = cfg.order
      .filter((b) => live.has(b) && !isSkipped(this.context, idle, b))
      .reverse();
    for (const block of blocks) {
      this.reverseOf.set(block, fn.newBlock(`inv.${block.name ?? `b${cfg.numberOf(block)}`}`));
    }
    for (const loop of forest.loops) {
      if (isSkipped(this.context, idle, loop.header)) continue;
      const { i64 } = fn.module.types;
      this.iterations.set(loop, slots.make(i64, "tsad.inv.i", constInt(i64, 0)));
    }
    for (const loop of this.parts.plan.joint.keys()) {
      this.again.set(loop, fn.newBlock(`again.${loop.header.name ?? cfg.numberOf(loop.header)}`));
    }
    const returned = ret.operandCount > 0 ? ret.operand(0) : null;
    this.returned = returned;
    ret.erase();
    const turn = new IRBuilder(InsertPoint.atEnd(exit), services);
    this.parts.tape.noteRecords(turn);
    this.parts.undone.begin(turn);
    this.parts.states.begin(turn);
    turn.br(this.reverse(exit));
    for (const block of blocks) this.emitBlock(block, block === exit ? returned : null);
    for (const joint of this.parts.plan.joint.values()) this.runAgain(joint);
    return this.reverse(exit);
  }

  private reverse(block: BasicBlock): BasicBlock {
    return must(this.reverseOf.get(block), "the block takes part in the reverse sweep");
  }

  private emitBlock(block: BasicBlock, returned: Value | null): void {
    const { context } = this;
    const build = new IRBuilder(InsertPoint.atEnd(this.reverse(block)), context.services);
    const sweeps = this.sweepsAt(build);
    if (returned !== null) {
      context.params.seeds.forEach((seed, lane) => {
        at(sweeps, lane).add(returned, seed);
      });
    }
    this.parts.undone.undoBlock(block, at(sweeps, 0), (loop) => this.iteration(build, loop));
    for (let inst = block.last; inst !== null; inst = inst.prev) {
      if (!takesPart(inst, context)) continue;
      reverseIn(inst, must(derivationOf(inst), `a derivation for ${inst.opcode}`), sweeps);
    }
    this.leave(block, sweeps, build);
  }

  /** What is at hand for each gradient in the block that `build` fills. */
  private sweepsAt(build: IRBuilder): readonly BlockSweep[] {
    const iterations = new Map<Loop, Value>();
    const recovered = new Recovered(this.parts, build, (loop) => {
      const known = iterations.get(loop) ?? this.iteration(build, loop);
      iterations.set(loop, known);
      return known;
    });
    return this.adjoints.map(
      (adjoints, lane) =>
        new BlockSweep(this.context, build, recovered, adjoints, this.parts.slots, lane),
    );
  }

  private iteration(build: IRBuilder, loop: Loop): Value {
    const slot = must(this.iterations.get(loop), "the loop takes part in the reverse sweep");
    return build.load(this.context.fn.module.types.i64, slot, { name: "inv.i" });
  }

  /** Ends the reverse block: to the one predecessor, to the one that was taken, or out of the function. */
  private leave(block: BasicBlock, sweeps: readonly Sweep[], build: IRBuilder): void {
    const { context } = this;
    const phis = sweeps.map((sweep) => activePhis(block, sweep));
    if (block === context.fn.entry) {
      this.finish(build);
      return;
    }
    const edge = (pred: BasicBlock): BasicBlock => this.emitEdge(pred, block, phis);
    const loop = context.forest.loopOf(block);
    if (loop?.header === block) {
      const [preheader, latch] = ends(loop);
      const number = this.iteration(build, loop);
      if (this.isOnce(loop)) {
        this.goOn(at(sweeps, 0), loop, edge(preheader), edge(latch));
        return;
      }
      const isFirst = build.icmp("eq", number, constInt(number.type, 0));
      build.condBr(isFirst, edge(preheader), edge(latch));
      return;
    }
    const preds = reversePredecessors(context, this.parts.idle, block);
    if (preds.length === 1) build.br(edge(at(preds, 0)));
    else this.choose(block, preds, at(sweeps, 0), edge);
  }

  private choose(
    block: BasicBlock,
    preds: readonly BasicBlock[],
    sweep: Sweep,
    edge: (pred: BasicBlock) => BasicBlock,
  ): void {
    const { build } = sweep;
    const selector = must(this.parts.plan.selectors.get(block), "a join has a selector");
    if (selector.kind === "condition") {
      const [first, second] = [at(preds, 0), at(preds, 1)];
      const [yes, no] = selector.yes.has(first) ? [first, second] : [second, first];
      build.condBr(sweep.primal(selector.condition), edge(yes), edge(no));
      return;
    }
    const field = must(this.parts.fields.selector.get(block), "a kept selector has a field");
    const number = this.parts.tape.fetch(build, field, (loop) => this.iteration(build, loop));
    if (preds.length === 2) {
      build.condBr(number, edge(at(preds, 1)), edge(at(preds, 0)));
      return;
    }
    const cases = preds
      .slice(1)
      .map((pred, i) => [constInt(field.type, i + 1), edge(pred)] as const);
    build.switchTo(number, edge(at(preds, 0)), cases);
  }

  /** The block for the edge from `pred` to `block`, gone against its direction. */
  private emitEdge(
    pred: BasicBlock,
    block: BasicBlock,
    phis: readonly ReadonlyMap<PhiInst, Value>[],
  ): BasicBlock {
    const { context } = this;
    const { idle } = this.parts;
    const edge = context.fn.newBlock(`${this.reverse(block).name ?? "inv"}.edge`);
    const build = new IRBuilder(InsertPoint.atEnd(edge), context.services);
    phis.forEach((lane, i) => {
      for (const [phi, adjoint] of lane) {
        const value = phi.valueFrom(pred);
        if (context.activity.isActive(value)) at(this.adjoints, i).add(build, value, adjoint);
      }
    });
    for (const loop of loopsLeft(context, pred, block)) {
      if (!idle.has(loop) && !this.isOnce(loop)) this.enterLoop(build, loop);
    }
    const loop = context.forest.loopOf(block);
    if (loop?.header === block && loop.contains(pred)) {
      if (this.isOnce(loop)) {
        build.br(block);
        return edge;
      }
      this.stepBack(build, loop);
    }
    const invoke = context.pairs.invokeBetween(pred, block);
    if (invoke !== undefined) calling.reverseAll(invoke, this.sweepsAt(build));
    const again = this.entered(pred, block);
    if (again !== null) {
      build.br(again);
      return edge;
    }
    const skipped = skippedLoop(context, idle, pred, block);
    build.br(this.reverse(skipped === null ? pred : ends(skipped)[0]));
    return edge;
  }

  private isOnce(loop: Loop): boolean {
    return this.parts.plan.joint.get(loop)?.isOnce === true;
  }

  /** At the end of the reverse of an iteration that has just been done: the next one, or what is before the loop. */
  private goOn(sweep: Sweep, loop: Loop, before: BasicBlock, next: BasicBlock): void {
    const [, latch] = ends(loop);
    const branch = must(latch.terminator, "blocks end");
    const isNextFirst = branch.operand(1) === loop.header;
    const own = branch.operand(0);
    const isInside = own instanceof Instruction && own.parent !== null && loop.contains(own.parent);
    const condition = isInside ? own : sweep.primal(own);
    sweep.build.condBr(condition, isNextFirst ? next : before, isNextFirst ? before : next);
    this.nexts.set(loop, next);
  }

  /** Where an iteration is run again that the edge from `pred` to `block` is the end of. */
  private entered(pred: BasicBlock, block: BasicBlock): BasicBlock | null {
    const loop = this.context.forest.loopOf(pred);
    if (loop === null || (loop.contains(block) && loop.header !== block)) return null;
    return this.again.get(loop) ?? null;
  }

  /** Puts an iteration, with its tape, before its reverse. */
  private runAgain(joint: JointLoop): void {
    const block = must(this.again.get(joint.loop), "the loop is run again");
    const build = new IRBuilder(InsertPoint.atEnd(block), this.context.services);
    const sweeps = this.sweepsAt(build);
    const sweep = at(sweeps, 0);
    this.parts.states.restore(build, joint, (loop) => this.iteration(build, loop));
    const values = new Map<Value, Value>();
    const phis = joint.isOnce ? [] : joint.phis;
    for (const value of [...phis, ...joint.inputs]) values.set(value, sweep.primal(value));
    const counter = must(this.context.counters.counterOf.get(joint.loop), "it has a counter");
    if (!joint.isOnce) values.set(counter, this.iteration(build, joint.loop));
    for (const pointer of joint.shadowInputs) {
      sweeps.forEach((each, lane) => {
        const inForward = at(this.parts.shadows.lanes, lane).of(pointer);
        values.set(inForward, each.shadow(pointer));
      });
    }
    const entry = { block, values, reverseOf: (each: BasicBlock) => this.reverse(each) };
    const { bodies } = this.parts;
    if (!joint.isOnce) {
      bodies.swap(joint, entry);
      return;
    }
    bodies.move(joint, entry, must(this.nexts.get(joint.loop), "the loop goes on"));
    const count = new IRBuilder(InsertPoint.afterPhis(joint.loop.header), this.context.services);
    count.store(counter, must(this.iterations.get(joint.loop), "the loop takes part"));
  }

  /** Starts the reverse of a loop at its last iteration. */
  private enterLoop(build: IRBuilder, loop: Loop): void {
    const { tape } = this.parts;
    const last = this.lastOf(build, loop);
    build.store(last, must(this.iterations.get(loop), "the loop takes part"));
    tape.enterReverse(build, loop, last);
  }

  private lastOf(build: IRBuilder, loop: Loop): Value {
    const { tape, fields, plan } = this.parts;
    const field = fields.last.get(loop);
    if (field !== undefined) {
      return tape.fetch(build, field, (outer) => this.iteration(build, outer));
    }
    const count = plan.counted.get(loop);
    if (count === undefined) return tape.lastIteration(build, loop);
    const sweep = at(this.sweepsAt(build), 0);
    const headers = emitSymbolic(build, count, (value) => sweep.primal(value));
    return build.binary("sub", headers, constInt(headers.type, 1));
  }

  private stepBack(build: IRBuilder, loop: Loop): void {
    const number = this.iteration(build, loop);
    const before = build.binary("sub", number, constInt(number.type, 1));
    build.store(before, must(this.iterations.get(loop), "the loop takes part"));
    this.parts.tape.stepBack(build, loop);
  }

  /** The adjoint of a parameter for the caller, to whom a derivative that is zero reads 0 and not -0. */
  private derivativeBy(build: IRBuilder, arg: Value): Value {
    const lanes = this.adjoints.map((adjoints) => {
      const adjoint = adjoints.take(build, arg) ?? nullOf(arg.type);
      if (!isFloating(arg.type)) return adjoint;
      return build.binary("fadd", adjoint, floatConstant(arg.type, 0));
    });
    return packed(lanes, arg.type, build);
  }

  /** Frees the tape and returns the derivatives. */
  private finish(build: IRBuilder): void {
    const { spec, params, fn } = this.context;
    this.parts.undone.putBack(build);
    this.parts.states.end(build);
    this.parts.tape.freeAll(build);
    this.parts.atEnd(build);
    const wanted = params.primal.filter((_, i) => spec.params[i] === "out");
    const derivatives = wanted.map((arg) => this.derivativeBy(build, arg));
    const own = spec.primalReturn === true && this.returned !== null ? [this.returned] : [];
    // What the primal returns was computed before the reverse sweep began, so that it is at hand here.
    const values = [...own, ...derivatives];
    const types = resultTypes(spec);
    if (values.length <= 1) {
      build.ret(values[0] ?? null);
      return;
    }
    const whole = fn.module.types.struct(types);
    const all = values.reduce<Value>(
      (struct, value, i) => build.insertValue(struct, value, i),
      undefOf(whole),
    );
    if (params.result !== null) build.store(all, params.result);
    build.ret(params.result === null ? all : null);
  }
}

/** Takes the adjoints of a block's active phis, all before any is handed on. */
function activePhis(block: BasicBlock, sweep: Sweep): Map<PhiInst, Value> {
  const found = new Map<PhiInst, Value>();
  for (const inst of block) {
    if (!(inst instanceof PhiInst)) break;
    if (!sweep.isActive(inst)) continue;
    const adjoint = sweep.take(inst);
    if (adjoint !== null) found.set(inst, adjoint);
  }
  return found;
}

/** {@link Sweep} in one reverse block. */
class BlockSweep implements Sweep {
  readonly context: Context;
  readonly build: IRBuilder;
  private readonly recovered: Recovered;
  private readonly adjoints: Adjoints;
  private readonly slots: Slots;
  private readonly lane: number;

  constructor(
    context: Context,
    build: IRBuilder,
    recovered: Recovered,
    adjoints: Adjoints,
    slots: Slots,
    lane: number,
  ) {
    this.lane = lane;
    this.context = context;
    this.build = build;
    this.recovered = recovered;
    this.adjoints = adjoints;
    this.slots = slots;
  }

  primal(value: Value): Value {
    return this.recovered.primal(value);
  }

  shadow(value: Value): Value {
    return this.recovered.shadow(value, this.lane);
  }

  record(call: Instruction): Value {
    return this.recovered.record(call);
  }

  shadowPlace(pointer: Value, type: Type): { address: Value; present: Value | null } {
    const address = this.shadow(pointer);
    if (pointerActivity(this.context, pointer) === "active") return { address, present: null };
    const { build } = this;
    const base = baseOf(pointer);
    const present = build.icmp("ne", this.shadow(base), this.primal(base));
    const sink = build.bitcastPointer(this.slots.make(type, "tsad.sink"), address.type);
    return { address: build.select(present, address, sink), present };
  }

  take(value: Value): Value | null {
    return this.adjoints.take(this.build, value);
  }

  add(value: Value, amount: Value, flags = ""): void {
    if (this.isActive(value)) this.adjoints.add(this.build, value, amount, flags);
  }

  addAt(value: Value, path: readonly number[], amount: Value, flags = ""): void {
    if (this.isActive(value)) this.adjoints.addAt(this.build, value, path, amount, flags);
  }

  isActive(value: Value): boolean {
    return this.context.activity.isActive(value);
  }
}
