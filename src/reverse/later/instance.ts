/**
 * One execution of an instruction, among those in all iterations of the loops around it: what integers and addresses are then, as polynomials
 * over the numbers of the iterations.
 */
import type { Loop } from "../../analysis/loops.ts";
import { integerOf } from "../../ir/constants.ts";
import { Argument, type BasicBlock, Instruction } from "../../ir/graph.ts";
import { CallInst, CastInst, PhiInst, SelectInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Affine } from "../counters.ts";
import type { Iterations, LaterContext } from "./iterations.ts";
import { limitOf } from "./limits.ts";
import { type Counter, type Limit, Polynomial, type Variable } from "./polynomial.ts";
import type { Products } from "./products.ts";
import { Proof } from "./proof.ts";
import { type Combination, combined, joined, mostWays } from "./ways.ts";

/** Expressions that are deeper than this are not followed. */
const mostDepth = 16;

/** Nor more expressions than this for one load. */
const mostSteps = 3000;

/** A counter of 64 bits does not come to the end of its range when it begins and goes on by no more than this. */
const small = 1n << 20n;

/** The values of the program that are variables, shared by the instances that are compared. */
export class Variables {
  readonly products: Products;
  private readonly symbols = new Map<Value, Variable>();
  private made = 0;

  /** The phis of loops that were left which are being looked through, by whatever instance. */
  private readonly asked = new Set<Value>();
  private depth = 0;
  private steps = 0;

  constructor(products: Products) {
    this.products = products;
  }

  /** What `find` finds; null where that lies too deep, or too much has been looked at already. */
  step<T>(find: () => T | null): T | null {
    if (this.depth >= mostDepth || ++this.steps > mostSteps) return null;
    this.depth++;
    const found = find();
    this.depth--;
    return found;
  }

  /** What `find` finds of a phi; null where that depends on the phi itself. */
  once<T>(phi: Value, find: () => T | null): T | null {
    if (this.asked.has(phi)) return null;
    this.asked.add(phi);
    const found = find();
    this.asked.delete(phi);
    return found;
  }

  /** A counter of iterations. */
  counter(limit: Counter["limit"]): Counter {
    return { kind: "counter", id: ++this.made, limit };
  }

  /** An integer that is always the same in one call of the function. */
  symbol(value: Value, bits: number): Polynomial {
    let symbol = this.symbols.get(value);
    if (symbol === undefined) {
      const half = 1n << BigInt(bits - 1);
      const isWidened = value instanceof CastInst && value.opcode === "zext";
      const from = isWidened && value.source.type.kind === "int" ? value.source.type.bits : bits;
      const range = isWidened
        ? { least: 0n, most: (1n << BigInt(from)) - 1n }
        : { least: -half, most: half - 1n };
      symbol = { kind: "symbol", id: ++this.made, value, ...range };
      this.symbols.set(value, symbol);
    }
    return Polynomial.of(symbol);
  }
}

/** The iterations in which an instruction of `block` is executed. */
export class Instance implements Iterations {
  readonly context: LaterContext;
  readonly block: BasicBlock;
  readonly variables: Variables;
  private readonly counters: Map<Loop, Polynomial>;
  private readonly values = new Map<Value, readonly Polynomial[] | null>();
  private known: readonly Polynomial[] | null = null;

  /** @param counters those that are known already */
  constructor(
    context: LaterContext,
    block: BasicBlock,
    variables: Variables,
    counters: ReadonlyMap<Loop, Polynomial> = new Map(),
  ) {
    this.context = context;
    this.block = block;
    this.variables = variables;
    this.counters = new Map(counters);
  }

  /** The number of the iteration of a loop: of one around the block, or of one that was left before. */
  counterOf(loop: Loop): Polynomial {
    let counter = this.counters.get(loop);
    if (counter === undefined) {
      // Those around it come first, since its limit is made of them.
      if (loop.parent !== null) this.counterOf(loop.parent);
      counter = Polynomial.of(this.variables.counter(limitOf(loop, this)));
      this.counters.set(loop, counter);
    }
    return counter;
  }

  /** In the same iterations of the loops that are known, but for `loop`, what `block` sees. */
  at(block: BasicBlock, loop: Loop, counter: Polynomial): Instance {
    const known = new Map(this.counters).set(loop, counter);
    return new Instance(this.context, block, this.variables, known);
  }

  /** How far the number of the iteration of a loop goes from `first` on, which is not the first of all. */
  limitFrom(loop: Loop, first: Polynomial): Limit | null {
    if (loop.parent !== null) this.counterOf(loop.parent);
    const limit = limitOf(loop, this);
    if (limit === null) return null;
    return { ...limit, most: limit.most.minus(first.scaled(limit.scale)), isCertain: true };
  }

  /** What is left of the limits of the iterations of the loops around the block, where that is certain. */
  limits(): Polynomial[] {
    const found: Polynomial[] = [];
    const { forest } = this.context;
    for (let loop = forest.loopOf(this.block); loop !== null; loop = loop.parent) {
      const [term, another] = this.counterOf(loop).terms;
      const [variable] = term?.factors ?? [];
      if (another !== undefined || variable?.kind !== "counter") continue;
      if (variable.limit?.isCertain === true) found.push(variable.limit.most);
    }
    return found;
  }

  /** Is the block in the loop? */
  isInside(loop: Loop): boolean {
    return loop.contains(this.block);
  }

  /** What an integer may be, taken as signed; null where that is not known. */
  of(value: Value): readonly Polynomial[] | null {
    const { type } = value;
    if (type.kind !== "int" || type.bits > 64) return null;
    const known = integerOf(value);
    if (known !== undefined) return [Polynomial.constant(BigInt.asIntN(type.bits, known))];
    if (value instanceof Argument) return [this.variables.symbol(value, type.bits)];
    if (!(value instanceof Instruction)) return null;
    const found = this.values.get(value);
    if (found !== undefined) return found;
    // What depends on itself in another way than by equal steps is not known.
    this.values.set(value, null);
    const made = this.variables.step(() => this.computed(value, type.bits));
    const all = made ?? this.fixed(value, type.bits);
    this.values.set(value, all);
    return all;
  }

  /** What an integer is, where there is one way in which it may have come about. */
  only(value: Value): Polynomial | null {
    const [first = null, another] = this.of(value) ?? [];
    return another === undefined ? first : null;
  }

  /** What is computed once in a call of the function may be a variable. */
  private fixed(inst: Instruction, bits: number): readonly Polynomial[] | null {
    return this.isOutside(inst) ? [this.variables.symbol(inst, bits)] : null;
  }

  /** Is it computed once in a call of the function? */
  isOutside(value: Value): boolean {
    if (!(value instanceof Instruction) || value.parent === null) return false;
    return this.context.forest.loopOf(value.parent) === null;
  }

  private computed(inst: Instruction, bits: number): readonly Polynomial[] | null {
    const { counters } = this.context;
    const counted = counters.loopOf.get(inst);
    if (counted !== undefined) return [this.counterOf(counted)];
    const affine = counters.affine.get(inst);
    if (affine !== undefined) return this.affine(affine);
    if (inst instanceof PhiInst) return this.phi(inst);
    if (inst instanceof SelectInst) return this.oneOf([inst.yes, inst.no]);
    if (inst instanceof CallInst) {
      const isEither = /^llvm\.s(min|max)\./.test(inst.callee.name ?? "");
      return isEither ? this.oneOf(inst.args) : null;
    }
    return inst instanceof CastInst ? this.cast(inst, bits) : this.arithmetic(inst);
  }

  private affine(affine: Affine): readonly Polynomial[] | null {
    const { loop, start, step, update } = affine;
    const [from, by] = [this.of(start), this.of(step)];
    if (!this.isExact(affine)) return null;
    const counter = this.counterOf(loop);
    const steps = by?.map((each) => each.times(counter)) ?? null;
    return combined(from, steps, (x, y) => (update.opcode === "sub" ? x.minus(y) : x.plus(y)));
  }

  /** Does it never wrap? */
  private isExact({ phi, start, step, update }: Affine): boolean {
    if (update.hasFlag("nsw")) return true;
    const isWide = phi.type.kind === "int" && phi.type.bits === 64;
    return isWide && isSmall(this.of(start)) && isSmall(this.of(step));
  }

  /** What it was in one of the ways that lead to it; one that comes back in a loop around the block is of another iteration. */
  private phi(phi: PhiInst): readonly Polynomial[] | null {
    const { forest } = this.context;
    const loop = phi.parent === null ? null : forest.loopOf(phi.parent);
    const isHeader = loop !== null && loop.header === phi.parent;
    if (isHeader && this.isInside(loop)) return null;
    const seen = new Set<Value>([phi]);
    const leaves: Value[] = [];
    const left = isHeader ? loop : null;
    for (const value of seen) {
      const inner = value instanceof PhiInst ? this.incomingOf(value, left) : chosenOf(value);
      if (inner === null) leaves.push(value);
      else for (const each of inner) seen.add(each);
      if (leaves.length > mostWays) return null;
    }
    // Of a loop that was left, the iteration in which a value came about need not be the last.
    if (leaves.includes(phi)) return null;
    if (!isHeader) return this.oneOf(leaves);
    return this.variables.once(phi, () => this.anyOf(leaves, loop));
  }

  /**
   * What comes into a phi that is looked through: where ways meet in one iteration, or at the header of the loop `left`, which was left, and
   * of which any iteration is meant.
   */
  private incomingOf(phi: PhiInst, left: Loop | null): readonly Value[] | null {
    const { counters, forest } = this.context;
    if (counters.affine.has(phi) || counters.loopOf.has(phi) || phi.parent === null) return null;
    const loop = forest.loopOf(phi.parent);
    if (loop?.header === phi.parent && loop !== left) return null;
    return phi.incoming().map(({ value }) => value);
  }

  /** One of several values, each in an iteration of its own of the loop, which was left. */
  private anyOf(values: readonly Value[], left: Loop): readonly Polynomial[] | null {
    if (left.parent !== null) this.counterOf(left.parent);
    const known = new Map(this.counters);
    for (const loop of known.keys()) if (isIn(loop, left)) known.delete(loop);
    const { context, block, variables } = this;
    return joined(values, (value) => new Instance(context, block, variables, known).of(value));
  }

  private oneOf(values: readonly Value[]): readonly Polynomial[] | null {
    return joined(values, (value) => this.of(value));
  }

  private cast(cast: CastInst, bits: number): readonly Polynomial[] | null {
    const { opcode, source } = cast;
    if (source.type.kind !== "int") return null;
    const from = this.of(source);
    const half = 1n << BigInt((opcode === "trunc" ? bits : source.type.bits) - 1);
    if (opcode === "trunc") return this.within(from, -half, half - 1n);
    if (opcode === "sext") return from ?? this.unpromised(source, -half, half - 1n);
    if (opcode !== "zext") return null;
    if (from !== null && cast.hasFlag("nneg")) return from;
    return (
      this.unsigned(source) ?? this.unpromised(source, 0n, (1n << BigInt(source.type.bits)) - 1n)
    );
  }

  /** What an integer is without sign. */
  private unsigned(value: Value): readonly Polynomial[] | null {
    const [x, y] = value instanceof Instruction && value.hasFlag("nuw") ? value.operands : [];
    const how = value instanceof Instruction ? howOf(value) : null;
    if (x === undefined || y === undefined || how === null) {
      return this.within(this.of(value), 0n, null);
    }
    return combined(this.unsigned(x), this.unsigned(y), how);
  }

  /** A sum or product that may have wrapped for all that it says, where it can be seen that it has not. */
  private unpromised(value: Value, least: bigint, most: bigint): readonly Polynomial[] | null {
    const [x, y] = value instanceof Instruction ? value.operands : [];
    const how = value instanceof Instruction ? howOf(value) : null;
    if (x === undefined || y === undefined || how === null) return null;
    return this.within(combined(this.of(x), this.of(y), how), least, most);
  }

  /** The same where it is seen to be between two numbers; null where it is not. */
  within(
    all: readonly Polynomial[] | null,
    least: bigint,
    most: bigint | null,
  ): readonly Polynomial[] | null {
    if (all === null) return null;
    const proof = new Proof([...this.limits(), ...this.promises()]);
    const isWithin = all.every((each) => {
      if (!proof.isNotNegative(each.minus(Polynomial.constant(least)))) return false;
      return most === null || proof.isNotNegative(Polynomial.constant(most).minus(each));
    });
    return isWithin ? all : null;
  }

  /** That products did not wrap of which addresses were made before. */
  private promises(): readonly Polynomial[] {
    if (this.known !== null) return this.known;
    // What is asked for on the way does without.
    this.known = [];
    this.known = this.variables.products.before(this.block).flatMap((product) => {
      const { bits } = product.type.kind === "int" ? product.type : { bits: 0 };
      const most = (1n << BigInt(product.hasFlag("nuw") ? bits : bits - 1)) - 1n;
      const [value, another] =
        (product.hasFlag("nuw") ? this.unsigned(product) : this.of(product)) ?? [];
      if (value === undefined || another !== undefined) return [];
      return [Polynomial.constant(most).minus(value)];
    });
    return this.known;
  }

  private arithmetic(inst: Instruction): readonly Polynomial[] | null {
    const [x, y] = inst.operands;
    const how = howOf(inst);
    if (x === undefined || y === undefined || how === null) return null;
    const affine = this.context.counters.affine.get(x);
    const isStep = affine?.update === inst && this.isExact(affine);
    const isSum = inst.opcode === "or" && inst.hasFlag("disjoint");
    if (!isSum && !isStep && !inst.hasFlag("nsw")) return null;
    return combined(this.of(x), this.of(y), how);
  }
}

/** What the operands of an operation become where it does not wrap; null where they become no polynomial. */
function howOf(inst: Instruction): Combination | null {
  const { opcode } = inst;
  const [, by] = inst.operands;
  const isSum = opcode === "or" && inst.hasFlag("disjoint");
  if (opcode === "add" || isSum) return (x, y) => x.plus(y);
  if (opcode === "sub") return (x, y) => x.minus(y);
  if (opcode === "mul") return (x, y) => x.times(y);
  const bits = opcode === "shl" && by !== undefined ? integerOf(by) : undefined;
  if (bits === undefined || bits > 32n) return null;
  return (x) => x.scaled(1n << bits);
}

function isIn(loop: Loop, outer: Loop): boolean {
  return outer.contains(loop.header);
}

function chosenOf(value: Value): readonly Value[] | null {
  return value instanceof SelectInst ? [value.yes, value.no] : null;
}

function isSmall(polynomials: readonly Polynomial[] | null): boolean {
  return (
    polynomials?.every(({ constant }) => {
      return constant !== null && -small <= constant && constant <= small;
    }) === true
  );
}
