/** Moves the blocks of a loop to a function of their own, the step, and makes the function that runs it. */
import type { Loop } from "../../analysis/loops.ts";
import { carriesPointer } from "../../analysis/memory.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { Argument, type BasicBlock, type Function, Instruction } from "../../ir/graph.ts";
import { constInt } from "../../ir/literal.ts";
import { PhiInst } from "../../ir/instructions.ts";
import { refuse } from "../../reverse/fail.ts";
import type { GradientServices } from "../../reverse/services.ts";
import { heapAlign } from "../../reverse/tape.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at, must } from "../../support/assert.ts";
import { phisOf, redirect } from "../../transform/edges.ts";
import type { Carried, OutlinedLoop, RegionParams, StepParam } from "./outlined.ts";
import type { Region } from "./state.ts";
import { sourcesOf, Twins } from "./twins.ts";

/** The loop, which is simple and closed. */
interface Place {
  readonly fn: Function;
  readonly loop: Loop;
  readonly primal: Function;
}

/** What the runtime is to be given, which is there before the loop. */
interface Given {
  readonly regions: readonly Region[];
  readonly steps: Value | null;
  readonly budget: Value;
}

/** The two functions, and what the parameters of the loop's are. */
export interface Moved extends Pick<OutlinedLoop, "fn" | "step" | "params" | "carried"> {
  readonly loopParams: Pick<OutlinedLoop, "regions" | "steps" | "budget">;
}

/** Moves the loop. @throws TsadError E_CHECKPOINT_POINTER where a pointer that is handed on comes out of memory */
export function moveLoop(place: Place, given: Given, services: GradientServices): Moved {
  return new Move(place, services).run(given);
}

/** A way out of the loop: a phi behind it, and the variable through which the value gets there. */
interface Leaving {
  readonly phi: PhiInst;
  readonly slot: Value;
}

class Move {
  private readonly fn: Function;
  private readonly loop: Loop;
  private readonly primal: Function;
  private readonly services: GradientServices;
  private readonly blocks: ReadonlySet<BasicBlock>;
  private readonly preheader: BasicBlock;
  private readonly phis: readonly PhiInst[];
  /** Where control goes on behind the loop; the numbers of the exits count from 1. */
  private readonly exits: readonly BasicBlock[];
  /** What the call of the loop's function passes. */
  private readonly values: Value[] = [];
  /** Those of them that the step is given. */
  private readonly shared = new Set<Value>();
  /** Those of which it is given the twin. */
  private readonly twinned = new Set<Value>();
  private readonly leaving: Leaving[] = [];

  constructor({ fn, loop, primal }: Place, services: GradientServices) {
    this.fn = fn;
    this.loop = loop;
    this.primal = primal;
    this.services = services;
    this.preheader = must(loop.preheader, "the loop is simple");
    this.phis = phisOf(loop.header);
    const ends = loop.exits().filter((block) => this.isEnd(block));
    this.blocks = new Set([...loop.blocks, ...ends]);
    this.exits = loop.exits().filter((block) => !ends.includes(block));
  }

  run({ regions, steps, budget }: Given): Moved {
    this.checkTypes();
    this.makeSlots();
    this.findShared();
    const carried = this.carried();
    const param = (value: Value): number => this.passed(value);
    const loopParams = {
      regions: regions.map(({ pointer, bytes, kind }): RegionParams => {
        return { pointer: param(pointer), bytes: param(bytes), kind };
      }),
      steps: steps === null ? null : param(steps),
      budget: param(budget),
    };
    const params = this.stepParams();
    const step = this.makeStep(params);
    const fn = this.makeLoop(step, params, carried);
    this.callLoop(fn);
    for (const phi of this.phis) phi.dropOperands();
    for (const phi of this.phis) phi.erase();
    return { fn, step, params, carried, loopParams };
  }

  /** A block that does not return belongs to the iteration that goes there. */
  private isEnd(block: BasicBlock): boolean {
    if (block.terminator?.opcode !== "unreachable") return false;
    return block.predecessors().every((pred) => this.loop.contains(pred));
  }

  /** The number of the loop's parameter for which `value` is passed. */
  private passed(value: Value): number {
    const known = this.values.indexOf(value);
    return known >= 0 ? known : this.values.push(value) - 1;
  }

  private isInside(value: Value): boolean {
    return value instanceof Instruction && value.parent !== null && this.blocks.has(value.parent);
  }

  private checkTypes(): void {
    for (const phi of [...this.phis, ...this.exits.flatMap(phisOf)]) {
      const isMixed = phi.type.kind !== "pointer" && carriesPointer(phi.type);
      if (!isMixed && phi.type.kind !== "token") continue;
      const reason = `a value of type ${phi.type.text} is handed on`;
      throw refuse("E_CHECKPOINT_POINTER", phi, { primal: this.primal, details: { reason } });
    }
  }

  private makeSlots(): void {
    const build = new IRBuilder(InsertPoint.atStart(this.fn.entry), this.services);
    for (const exit of this.exits) {
      for (const phi of phisOf(exit)) {
        const slot = build.alloca(phi.type, { name: `${phi.name ?? "t"}.left` });
        this.leaving.push({ phi, slot });
        this.share(slot);
        for (const { value } of phi.incoming()) {
          const isLocal = value instanceof Argument || value instanceof Instruction;
          if (isLocal && !this.isInside(value)) this.share(value);
        }
        if (phi.type.kind !== "pointer") continue;
        this.twinned.add(slot);
        for (const { value } of phi.incoming()) this.followPointer(value, phi);
      }
    }
  }

  private share(value: Value): void {
    this.shared.add(value);
    this.passed(value);
  }

  /** Values that are there before the loop and used in it. */
  private findShared(): void {
    for (const block of this.blocks) {
      for (const inst of block) {
        for (const use of inst.operandUses) {
          const { value } = use;
          if (!(value instanceof Argument) && !(value instanceof Instruction)) continue;
          const isInitial =
            inst instanceof PhiInst && this.phis.includes(inst) && this.isInitial(inst, use.index);
          if (!this.isInside(value) && !isInitial) this.share(value);
        }
      }
    }
  }

  /** Is it a value that an iteration hands to the next one? */
  private isCarried(value: unknown): boolean {
    return this.phis.some((phi) => phi === value);
  }

  private isInitial(phi: PhiInst, index: number): boolean {
    return phi.incomingBlock(Math.floor(index / 2)) === this.preheader;
  }

  /** Makes sure that the step is given the twins that the twin of `value` is made of. Gives the pointers from before the loop. */
  private followPointer(value: Value, phi: PhiInst): ReadonlySet<Value> {
    const isGiven = (each: Value): boolean => !this.isInside(each) || this.isCarried(each);
    const { leaves, lost } = sourcesOf(value, isGiven);
    if (lost !== null) {
      const reason = "it comes out of memory, or of a call";
      throw refuse("E_CHECKPOINT_POINTER", lost, {
        primal: this.primal,
        details: { reason },
        value: phi,
      });
    }
    for (const leaf of leaves) {
      if (this.isCarried(leaf)) continue;
      this.share(leaf);
      this.twinned.add(leaf);
    }
    return leaves;
  }

  private carried(): Carried[] {
    const latch = must(this.loop.latch, "the loop is simple");
    const direct = this.phis.map((phi) => {
      if (phi.type.kind !== "pointer") return new Set<Value>();
      return this.followPointer(phi.valueFrom(latch), phi);
    });
    return this.phis.map((phi) => {
      const initial = this.passed(phi.valueFrom(this.preheader));
      const sources = new Set<Value>([phi]);
      for (const each of sources) {
        const index = this.phis.findIndex((phi) => phi === each);
        if (index < 0) continue;
        sources.add(at(this.phis, index).valueFrom(this.preheader));
        for (const leaf of at(direct, index)) sources.add(leaf);
      }
      const known = [...sources].filter((each) => !this.isCarried(each));
      const isPointer = phi.type.kind === "pointer";
      return {
        type: phi.type,
        initial,
        sources: isPointer ? known.map((each) => this.passed(each)) : [],
      };
    });
  }

  private stepParams(): StepParam[] {
    const own = this.phis.map((_, index) => index);
    const pointers = own.filter((index) => at(this.phis, index).type.kind === "pointer");
    const numbered = (values: Iterable<Value>): number[] =>
      [...values].map((value) => this.passed(value));
    return [
      ...own.map((index): StepParam => ({ kind: "carried", index })),
      ...pointers.map((index): StepParam => ({ kind: "carried twin", index })),
      ...numbered(this.shared).map((param): StepParam => ({ kind: "shared", param })),
      ...numbered(this.twinned).map((param): StepParam => ({ kind: "shared twin", param })),
      ...own.map((index): StepParam => ({ kind: "cell", index })),
      ...pointers.map((index): StepParam => ({ kind: "twin cell", index })),
    ];
  }

  private typeOf(param: StepParam): Type {
    const { types } = this.services;
    switch (param.kind) {
      case "shared":
      case "shared twin":
        return at(this.values, param.param).type;
      case "carried":
      case "carried twin":
        return at(this.phis, param.index).type;
      case "cell":
      case "twin cell":
        return types.pointerTo(at(this.phis, param.index).type);
    }
  }

  /** The step, with the loop's blocks in it. */
  private makeStep(params: readonly StepParam[]): Function {
    const { services, fn } = this;
    const { types } = services;
    const step = services.addFunction({
      name: services.freshName(`${this.primal.name}.step`),
      type: types.fn(
        types.i32,
        params.map((param) => this.typeOf(param)),
      ),
      prefix: "internal",
    });
    const entry = step.newBlock("entry");
    const given = this.nameArguments(step, params);
    const cells = this.cellsOf(step, params);
    const ends = this.takeEnds(step);
    step.takeBlocks(this.blocks, fn);
    new IRBuilder(InsertPoint.atEnd(entry), services).br(this.loop.header);
    const next = this.phis.map((phi) => phi.valueFrom(must(this.loop.latch, "one latch")));
    const twins = new Twins(
      new Map(
        [...given].flatMap(([value, own]) =>
          own.twin === null ? [] : [[value, own.twin] as const],
        ),
      ),
    );
    this.finishIteration(ends.next, next, cells, twins);
    for (const { block, exit, from } of ends.leaving) this.leave(block, exit, from, given, twins);
    this.replaceGiven(given);
    return step;
  }

  /** The arguments that stand for values, and for their twins. */
  private nameArguments(step: Function, params: readonly StepParam[]): Map<Value, GivenValue> {
    const found = new Map<Value, GivenValue>();
    params.forEach((param, i) => {
      const arg = at(step.args, i);
      const value = "param" in param ? at(this.values, param.param) : at(this.phis, param.index);
      arg.name = argumentName(value, param);
      if (param.kind === "cell" || param.kind === "twin cell") return;
      const known = found.get(value) ?? { own: null, twin: null };
      const isTwin = param.kind === "carried twin" || param.kind === "shared twin";
      found.set(value, isTwin ? { ...known, twin: arg } : { ...known, own: arg });
    });
    return found;
  }

  private cellsOf(
    step: Function,
    params: readonly StepParam[],
  ): { own: Value | null; twin: Value | null }[] {
    const find = (kind: StepParam["kind"], index: number): Value | null => {
      const found = params.findIndex(
        (param) => param.kind === kind && "index" in param && param.index === index,
      );
      return found < 0 ? null : at(step.args, found);
    };
    return this.phis.map((_, index) => ({
      own: find("cell", index),
      twin: find("twin cell", index),
    }));
  }

  /** Leads every way out, and the way to the next iteration, to a block of the step. */
  private takeEnds(step: Function): Ends {
    const next = step.newBlock("next");
    const leaving: Ends["leaving"][number][] = [];
    for (const { from, to } of this.loop.exitEdges()) {
      if (this.blocks.has(to)) continue;
      const block = step.newBlock("leave");
      redirect(must(from.terminator, "the block branches"), to, block);
      leaving.push({ block, exit: to, from });
    }
    const latch = must(this.loop.latch, "the loop is simple");
    redirect(must(latch.terminator, "the latch branches"), this.loop.header, next);
    return { next, leaving };
  }

  private finishIteration(
    block: BasicBlock,
    next: readonly Value[],
    cells: readonly { own: Value | null; twin: Value | null }[],
    twins: Twins,
  ): void {
    const build = new IRBuilder(InsertPoint.atEnd(block), this.services);
    next.forEach((value, i) => {
      const { own, twin } = at(cells, i);
      build.store(value, must(own, "there is a cell"), { align: this.alignOf(value) });
      if (twin !== null) build.store(twins.of(value), twin);
    });
    build.ret(constInt(this.services.types.i32, 0));
  }

  /** The heap aligns to so many bytes at most. */
  private alignOf({ type }: Value): number {
    return Math.min(heapAlign, this.services.layout.abiAlign(type));
  }

  /** The twin goes first: where it is stored to the same place, the pointer itself is what counts. */
  private leave(
    block: BasicBlock,
    exit: BasicBlock,
    from: BasicBlock,
    given: ReadonlyMap<Value, GivenValue>,
    twins: Twins,
  ): void {
    const build = new IRBuilder(InsertPoint.atEnd(block), this.services);
    for (const { phi, slot } of this.leaving) {
      if (phi.parent !== exit) continue;
      const value = phi.valueFrom(from);
      const places = must(given.get(slot), "the variable is shared");
      if (places.twin !== null) build.store(twins.of(value), places.twin);
      build.store(value, must(places.own, "the variable is shared"));
    }
    build.ret(constInt(this.services.types.i32, this.exits.indexOf(exit) + 1));
  }

  /** In the step, its arguments take the place of what was there before the loop. */
  private replaceGiven(given: ReadonlyMap<Value, GivenValue>): void {
    for (const [value, { own }] of given) {
      if (own === null || !(value instanceof Argument || value instanceof Instruction)) continue;
      const isPhi = this.isCarried(value);
      for (const use of [...value.uses()]) {
        const { user } = use;
        const inStep = user instanceof Instruction && user.parent?.parent === own.parent;
        const isPhiItself = inStep && this.isCarried(user);
        if (inStep && (!isPhiItself || isPhi)) use.value = own;
      }
    }
  }

  /** The function that runs the step. */
  private makeLoop(
    step: Function,
    params: readonly StepParam[],
    carried: readonly Carried[],
  ): Function {
    const { services } = this;
    const { types } = services;
    const fn = services.addFunction({
      name: services.freshName(`${this.primal.name}.loop`),
      type: types.fn(
        types.i32,
        this.values.map(({ type }) => type),
      ),
      prefix: "internal",
    });
    this.values.forEach((value, i) => {
      at(fn.args, i).name = value.name;
    });
    const [entry, body, exit] = ["entry", "iteration", "exit"].map((name) => fn.newBlock(name));
    const start = new IRBuilder(InsertPoint.atEnd(must(entry, "a block")), services);
    const build = new IRBuilder(InsertPoint.atEnd(must(body, "a block")), services);
    const cells = carried.map(({ type }) => start.alloca(type));
    const twinCells = carried.map(({ type }) =>
      type.kind === "pointer" ? start.alloca(type) : null,
    );
    const phis = carried.map(({ type }) => build.phi(type));
    start.br(must(body, "a block"));
    const args = params.map((param): Value => {
      if ("param" in param) return at(fn.args, param.param);
      if (param.kind === "cell") return at(cells, param.index);
      if (param.kind === "twin cell") return must(at(twinCells, param.index), "a pointer has one");
      return at(phis, param.index);
    });
    const left = build.call(step, args);
    carried.forEach(({ type, initial }, i) => {
      at(phis, i).addIncoming(at(fn.args, initial), must(entry, "a block"));
      at(phis, i).addIncoming(build.load(type, at(cells, i)), must(body, "a block"));
    });
    const goesOn = build.icmp("eq", left, constInt(types.i32, 0));
    build.condBr(goesOn, must(body, "a block"), must(exit, "a block"));
    new IRBuilder(InsertPoint.atEnd(must(exit, "a block")), services).ret(left);
    return fn;
  }

  /** In the place of the loop its function is called, and control goes on where that says. */
  private callLoop(fn: Function): void {
    const { services, preheader } = this;
    must(preheader.terminator, "the preheader branches").erase();
    const build = new IRBuilder(InsertPoint.atEnd(preheader), services);
    const left = build.call(fn, this.values);
    const [first, ...others] = this.exits;
    const cases = others.map((exit, i) => [constInt(left.type, i + 2), exit] as const);
    const target = must(first, "the loop is left");
    if (cases.length === 0) build.br(target);
    else build.switchTo(left, target, cases);
    for (const { phi, slot } of this.leaving) {
      const block = must(phi.parent, "the phi is in its block");
      const load = new IRBuilder(InsertPoint.afterPhis(block), services).load(phi.type, slot);
      phi.replaceAllUsesWith(load);
    }
    for (const { phi } of this.leaving) phi.erase();
  }
}

interface GivenValue {
  readonly own: Argument | null;
  readonly twin: Argument | null;
}

interface Ends {
  readonly next: BasicBlock;
  readonly leaving: {
    readonly block: BasicBlock;
    readonly exit: BasicBlock;
    readonly from: BasicBlock;
  }[];
}

function argumentName(value: Value, param: StepParam): string | null {
  if (value.name === null) return null;
  const suffix = {
    carried: "",
    shared: "",
    "carried twin": ".twin",
    "shared twin": ".twin",
    cell: ".next",
    "twin cell": ".next.twin",
  };
  return `${value.name}${suffix[param.kind]}`;
}
