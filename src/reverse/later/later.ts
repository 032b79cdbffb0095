/**
 * Does a store of a loop leave what was loaded before as it is? Where both go through one object, and the place of the one is apart from that of
 * the other in every iteration that comes after (a dependence test: U. Banerjee, "Dependence Analysis", Kluwer 1997; products of
 * counters and sizes are taken as they are, without taking addresses apart into rows and columns).
 */
import type { Loop } from "../../analysis/loops.ts";
import type { BasicBlock, Instruction } from "../../ir/graph.ts";
import { CastInst, GepInst, type LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { addressOf } from "./addresses.ts";
import { factsOf } from "./facts.ts";
import { Instance, Variables } from "./instance.ts";
import type { LaterContext } from "./iterations.ts";
import { Polynomial } from "./polynomial.ts";
import { Products } from "./products.ts";
import { Proof } from "./proof.ts";

/** So many pairs are looked at in one function. */
const mostPairs = 1500;

/** Answers for one function; made before its forward sweep is changed. */
export class Later {
  private readonly context: LaterContext;
  private readonly products: Products;
  private readonly answers = new Map<LoadInst, Map<Instruction, boolean>>();
  private readonly instances = new Map<LoadInst, Instance>();
  private pairs = 0;

  constructor(context: LaterContext) {
    this.context = context;
    this.products = new Products(context);
  }

  /** Is `write` at no time after the load executed in a way that changes what was loaded? False may also mean that this is not known. */
  isApart(load: LoadInst, write: Instruction): boolean {
    if (!(write instanceof StoreInst)) return false;
    const known = this.answers.get(load) ?? new Map<Instruction, boolean>();
    this.answers.set(load, known);
    let answer = known.get(write);
    if (answer === undefined) {
      answer = ++this.pairs <= mostPairs && this.decide(load, write);
      known.set(write, answer);
    }
    return answer;
  }

  private decide(load: LoadInst, store: StoreInst): boolean {
    const [from, to] = [load.parent, store.parent];
    if (from === null || to === null || this.baseOf(load.pointer) !== this.baseOf(store.pointer))
      return false;
    const { forest } = this.context;
    const around: Loop[] = [];
    for (let loop = forest.loopOf(from); loop !== null; loop = loop.parent)
      if (loop.contains(to)) around.unshift(loop);
    const isLast = this.comesAfter(load, store, around.at(-1) ?? null);
    const orders = isLast ? [...around.keys(), null] : [...around.keys()];
    const here = this.instanceOf(load, from);
    return orders.every((index) => new Pair(here, to, around, index).areApart(load, store));
  }

  /** Without one that is the same for both no pair need be looked at further. */
  private baseOf(pointer: Value): Value {
    let base = pointer;
    for (;;) {
      const affine = this.context.counters.affine.get(base);
      if (affine !== undefined) base = affine.start;
      else if (base instanceof GepInst) base = base.base;
      else if (base instanceof CastInst && base.opcode === "bitcast") base = base.source;
      else return base;
    }
  }

  private instanceOf(load: LoadInst, from: BasicBlock): Instance {
    const known = this.instances.get(load);
    if (known !== undefined) return known;
    const made = new Instance(this.context, from, new Variables(this.products));
    this.instances.set(load, made);
    return made;
  }

  /** May the store be executed after the load in the same iteration of all loops around both? */
  private comesAfter(load: LoadInst, store: StoreInst, inner: Loop | null): boolean {
    const [from, to] = [load.parent, store.parent];
    if (from === null || to === null) return true;
    if (from === to) return isBefore(load, store);
    return this.numberIn(to, inner) > this.numberIn(from, inner);
  }

  /** The place of a block in the order of an iteration, in which the loops inside are one block each. */
  private numberIn(block: BasicBlock, within: Loop | null): number {
    const { cfg, forest } = this.context;
    let head = block;
    for (let loop = forest.loopOf(block); loop !== within && loop !== null; loop = loop.parent)
      head = loop.header;
    return cfg.numberOf(head);
  }
}

function isBefore(first: Instruction, second: Instruction): boolean {
  for (let inst = first.next; inst !== null; inst = inst.next) if (inst === second) return true;
  return false;
}

/** An execution of the load and one of the store in a later iteration of one of the loops around both, or in the same iterations. */
class Pair {
  private readonly here: Instance;
  private readonly there: Instance;
  private readonly later: Polynomial | null;

  /** @param index of the outermost loop whose iterations differ; null where none does */
  constructor(here: Instance, to: BasicBlock, around: readonly Loop[], index: number | null) {
    const { context, variables } = here;
    this.here = here;
    const shared = new Map<Loop, Polynomial>();
    let later: Polynomial | null = null;
    for (const [i, loop] of around.entries()) {
      if (index !== null && i > index) break;
      const counter = this.here.counterOf(loop);
      if (i !== index) shared.set(loop, counter);
      else {
        const next = counter.plus(Polynomial.constant(1));
        const limit = new Instance(context, to, variables, shared).limitFrom(loop, next);
        later = limit?.most ?? null;
        shared.set(loop, next.plus(Polynomial.of(variables.counter(limit))));
      }
    }
    this.later = later;
    this.there = new Instance(context, to, variables, shared);
  }

  areApart(load: LoadInst, store: StoreInst): boolean {
    const [from, to] = [addressOf(load.pointer, this.here), addressOf(store.pointer, this.there)];
    if (from === null || from.base !== to?.base) return false;
    const { layout } = this.here.context.services;
    if (layout.isScalable(load.type) || layout.isScalable(store.value.type)) return false;
    const facts = [...factsOf(this.here), ...factsOf(this.there)];
    const proof = new Proof(this.later === null ? facts : [...facts, this.later]);
    const [read, written] = [load.type, store.value.type].map((type) =>
      Polynomial.constant(layout.storeSize(type)),
    );
    if (read === undefined || written === undefined) return false;
    return from.offsets.every((x) =>
      to.offsets.every((y) => {
        const distance = y.minus(x);
        const isBehind = proof.isNotNegative(distance.minus(read));
        return isBehind || proof.isNotNegative(distance.scaled(-1n).minus(written));
      }),
    );
  }
}
