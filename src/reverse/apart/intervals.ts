/**
 * Intervals that hold what integers of a function are, all iterations of all loops taken together, in what is known when the function is entered
 * (interval arithmetic, R. E. Moore, "Interval Analysis", 1966).
 */
import type { Loop } from "../../analysis/loops.ts";
import type { Symbolic } from "../../analysis/symbolic.ts";
import { type TripCount, tripCount } from "../../analysis/tripcount.ts";
import { integerOf } from "../../ir/constants.ts";
import { Argument, Instruction } from "../../ir/graph.ts";
import { CallInst, PhiInst, SelectInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { mayThrowIn } from "../throwing-loops.ts";
import type { Affine } from "../counters.ts";
import { guardOf } from "./guards.ts";
import { intervalOf, linearIn, linearOf, plus, shareValues } from "./linear.ts";
import {
  bound,
  type Bound,
  greatestOf,
  type Interval,
  interval,
  isSame,
  leastOf,
  number,
  point,
} from "./bound.ts";

/** What must hold for the intervals to be right: an end of one is not beyond a number. */
export interface Requirement {
  readonly bound: Bound;
  readonly least: bigint | null;
  readonly most: bigint | null;
}

/**
 * Which iterations an interval is for: "inside", those in which the loop goes on, where what is looked at is in no block that runs once more; "all",
 * with the last one, in which it is left.
 */
export type Iterations = "inside" | "all";

/** Choices of more values than this have no bounds. */
const mostChoices = 64;

function widthOf(value: Value | undefined): number {
  return value?.type.kind === "int" ? value.type.bits : 0;
}

const bit: Interval = { lo: number(0), hi: number(1) };

/** Does the header of the loop run once more than what is behind it? */
export function isLeftAtHeader(loop: Loop): boolean {
  const exiting = loop.exiting();
  return exiting.length === 1 && exiting[0] === loop.header && loop.header !== loop.latch;
}

/** Of what comes out of a loop into a phi behind it, all iterations count: the last one is that in which the loop is left. */
export function iterationsInto(phi: PhiInst, which: Iterations, { forest }: Context): Iterations {
  const leaves = phi.incoming().some(({ block }) => {
    const loop = forest.loopOf(block);
    return loop !== null && phi.parent !== null && !loop.contains(phi.parent);
  });
  return leaves ? "all" : which;
}

/** What an instruction divides by; 0 for one that does not divide. */
function divisorOf(opcode: string, constant: bigint): bigint {
  if (opcode === "lshr" || opcode === "ashr") return 1n << (constant & 63n);
  return opcode === "udiv" || opcode === "sdiv" ? constant : 0n;
}

/** Finds the intervals of one function; they are right where all `requirements` hold that have come up so far. */
export class Intervals {
  readonly requirements: Requirement[] = [];
  private readonly context: Context;
  private readonly known = {
    inside: new Map<Value, Interval | null>(),
    all: new Map<Value, Interval | null>(),
  };

  constructor(context: Context) {
    this.context = context;
  }

  /** What the integer is, taken as signed; null when no bounds are known. */
  of(value: Value, which: Iterations): Interval | null {
    if (value.type.kind !== "int" || value.type.bits > 64 || value.type.bits === 1) return null;
    const constant = integerOf(value);
    if (constant !== undefined) return point(number(BigInt.asIntN(value.type.bits, constant)));
    if (value instanceof Argument) return point({ kind: "value", value });
    if (!(value instanceof Instruction)) return null;
    const known = this.known[which];
    const found = known.get(value);
    if (found !== undefined) return found;
    // A value that depends on itself in another way than by equal steps has no bounds.
    known.set(value, null);
    const made = this.make(value, value.type.bits, which);
    known.set(value, made);
    return made;
  }

  /** What an integer without sign is that a call is given as a number of bytes. */
  ofLength(value: Value, which: Iterations): Interval | null {
    const found = this.of(value, which);
    return found === null ? null : this.within(found, 0n, null);
  }

  /** How often the latch of the loop goes back, at most; null when that is not known. */
  roundsOf(loop: Loop, which: Iterations): Bound | null {
    const trips = this.tripsOf(loop);
    const count = trips === null ? null : this.ofTrips(trips, which);
    if (trips === null || count === null) return null;
    // A count without sign that as signed is negative: with one way out the loop would never come to it, with several it may.
    if (!trips.isOnlyWay && this.within(count, 0n, null) === null) return null;
    const isShort = which === "inside" && isLeftAtHeader(loop);
    const last = isShort ? bound("sub", count.hi, number(1)) : count.hi;
    return bound("max", last, number(0));
  }

  /** Is it exactly as often as {@link roundsOf} says, whatever the arguments are, each time the loop is entered? */
  isRoundsExact(loop: Loop, which: Iterations): boolean {
    const trips = this.tripsOf(loop);
    const count = trips === null ? null : this.ofTrips(trips, which);
    return trips?.exact === true && count !== null && isSame(count.lo, count.hi);
  }

  /** What the multiples of `step` are in the iterations of the loop, from none on; null when that is not known. */
  stepsOf(loop: Loop, step: Interval, which: Iterations): Interval | null {
    const rounds = this.roundsOf(loop, which);
    return rounds === null ? null : interval.mul({ lo: number(0), hi: rounds }, step);
  }

  private tripsOf(loop: Loop): TripCount | null {
    return tripCount(loop, this.context.dominators, (each) => mayThrowIn(each, this.context));
  }

  private ofTrips({ loop, count, isOnlyWay }: TripCount, which: Iterations): Interval | null {
    const narrow = count.kind === "operation" && count.op === "zext" ? count.args[0] : undefined;
    const sum = narrow === undefined ? null : linearIn(narrow);
    const guard = sum === null || sum.isCut ? null : guardOf(sum.sum, loop, this.context);
    if (narrow === undefined || guard === null) return this.ofSymbolic(count, which, isOnlyWay);
    const [less, more] = [guard.less, guard.more].map((value) => this.of(value, which));
    if (!less || !more) return this.ofSymbolic(count, which, isOnlyWay);
    // What the comparison says of sums is so where none of them wraps.
    for (const each of [less, more]) this.fitting(each, 64);
    return this.ofSymbolic(narrow, which, isOnlyWay);
  }

  private make(inst: Instruction, bits: number, which: Iterations): Interval | null {
    if (inst instanceof PhiInst && !this.isChoice(inst)) return this.phi(inst, bits, which);
    if (this.isChoice(inst)) return this.chosenIn(inst, which);
    if (inst instanceof CallInst) return this.call(inst, which);
    const [from] = inst.operands;
    if (inst.opcode === "zext" && from?.type.kind === "int" && from.type.bits === 1) return bit;
    const made = this.computed(inst, bits, which);
    // What leaves the range in spite of the flag is poison, which no address that is used is made of.
    return made === null || bits === 64 || inst.hasFlag("nsw") ? made : this.fitting(made, bits);
  }

  private computed(inst: Instruction, bits: number, which: Iterations): Interval | null {
    const [x = null, y = null] = inst.operands.map((operand) => this.of(operand, which));
    if (x === null) return null;
    if (inst.opcode === "zext" && inst.hasFlag("nneg")) return x;
    return (
      this.resized(inst.opcode, x, widthOf(inst.operands[0]), bits) ??
      this.binary(inst.opcode, x, y, inst.hasFlag("disjoint"))
    );
  }

  private resized(opcode: string, x: Interval, from: number, bits: number): Interval | null {
    if (opcode === "sext") return x;
    if (opcode === "zext" && x.lo === x.hi && x.lo.kind === "number")
      return point(number(BigInt.asUintN(from, x.lo.number)));
    if (opcode === "zext") return this.within(x, 0n, null);
    return opcode === "trunc" ? this.fitting(x, bits) : null;
  }

  /** @param isSum of an "or": no bit is set in both */
  private binary(opcode: string, x: Interval, y: Interval | null, isSum: boolean): Interval | null {
    if (y === null) return null;
    if (opcode === "add" || opcode === "sub" || opcode === "mul") return interval[opcode](x, y);
    if (opcode === "or") return isSum ? interval.add(x, y) : null;
    const constant = y.lo === y.hi && y.lo.kind === "number" ? y.lo.number : null;
    if (constant === null || constant < 0n) return null;
    if (opcode === "and") return { lo: number(0), hi: y.hi };
    if (opcode === "shl") return interval.mul(x, point(number(1n << (constant & 63n))));
    const divisor = divisorOf(opcode, constant);
    if (divisor === 0n) return null;
    const known = this.within(x, 0n, null);
    if (known === null) return null;
    const { lo, hi } = known;
    return { lo: bound("div", lo, number(divisor)), hi: bound("div", hi, number(divisor)) };
  }

  private call(call: CallInst, which: Iterations): Interval | null {
    const op = /^llvm\.[su](min|max)\./.exec(call.callee.name ?? "")?.[1];
    const [x, y] = call.args.map((arg) => this.of(arg, which));
    if ((op !== "min" && op !== "max") || !x || !y) return null;
    const isSigned = call.callee.name?.startsWith("llvm.s") === true;
    const [a, b] = isSigned ? [x, y] : [x, y].map((each) => this.within(each, 0n, null));
    return a && b ? { lo: bound(op, a.lo, b.lo), hi: bound(op, a.hi, b.hi) } : null;
  }

  private phi(phi: PhiInst, bits: number, which: Iterations): Interval | null {
    const { counters } = this.context;
    const counted = counters.loopOf.get(phi);
    if (counted !== undefined) return this.stepsOf(counted, point(number(1)), which);
    const affine = counters.affine.get(phi);
    return affine === undefined ? null : this.affine(affine, bits, which);
  }

  /** Is it always one of its operands, in one way or the other? Counters are more than that. */
  private isChoice(value: Value): value is PhiInst | SelectInst {
    const { counters } = this.context;
    if (value instanceof PhiInst) return !counters.loopOf.has(value) && !counters.affine.has(value);
    return value instanceof SelectInst;
  }

  /** What choices are made of that may be made of each other, such as the best index so far: all that comes into them. */
  private chosenIn(choice: PhiInst | SelectInst, which: Iterations): Interval | null {
    const seen = { inside: new Set<Value>(), all: new Set<Value>() };
    const waiting: [Value, Iterations][] = [[choice, which]];
    let all: Interval | null = null;
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [value, when] = next;
      if (seen[when].has(value)) continue;
      seen[when].add(value);
      if (seen[when].size > mostChoices) return null;
      if (this.isChoice(value)) {
        for (const operand of this.choicesOf(value, when)) waiting.push(operand);
        continue;
      }
      const each = this.of(value, when);
      if (each === null) return null;
      all = all === null ? each : interval.hull(all, each);
    }
    return all;
  }

  private choicesOf(choice: PhiInst | SelectInst, which: Iterations): [Value, Iterations][] {
    if (choice instanceof SelectInst) return [choice.yes, choice.no].map((each) => [each, which]);
    const when = iterationsInto(choice, which, this.context);
    return choice.incoming().map(({ value }) => [value, when]);
  }

  private affine(affine: Affine, bits: number, which: Iterations): Interval | null {
    const [start, step] = [affine.start, affine.step].map((value) => this.of(value, which));
    const steps = step ? this.stepsOf(affine.loop, step, which) : null;
    if (!start || steps === null) return null;
    const isDown = affine.update.opcode === "sub";
    const all = isDown ? interval.sub(start, steps) : interval.add(start, steps);
    const ends = this.endsOf(affine, start, which);
    if (ends !== null) {
      // That is so where nothing wraps.
      return this.fitting(all, bits) === null ? null : ends;
    }
    return bits === 64 || affine.update.hasFlag("nsw") ? all : this.fitting(all, bits);
  }

  /** From its beginning to what it is in the last round, where that is more exact for what the beginning and the number of rounds have in common. */
  private endsOf(
    { loop, start, step, update }: Affine,
    from: Interval,
    which: Iterations,
  ): Interval | null {
    const trips = this.tripsOf(loop);
    const by = integerOf(step);
    const count = trips === null ? null : linearIn(trips.count);
    if (count === null || by === undefined || step.type.kind !== "int") return null;
    const first = linearOf(start);
    if (!shareValues(first, count.sum)) return null;
    const times = BigInt.asIntN(step.type.bits, by) * (update.opcode === "sub" ? -1n : 1n);
    const isShort = which === "inside" && isLeftAtHeader(loop);
    const rounds = { ...count.sum, constant: count.sum.constant - (isShort ? 1n : 0n) };
    const last = intervalOf(plus(first, rounds, times), (value) => this.of(value, which));
    if (last === null) return null;
    // Where the loop is entered only for some rounds, it begins between the ends, wherever it would begin if it were entered always.
    const [lo, hi] = times > 0n ? [from.lo, last.hi] : [last.lo, from.hi];
    if (!count.isCut) return { lo, hi };
    return { lo: bound("min", lo, from.lo), hi: bound("max", hi, from.hi) };
  }

  /** A count of rounds. What is selected against zero is the count where there are any. */
  private ofSymbolic(expr: Symbolic, which: Iterations, exact: boolean): Interval | null {
    if (expr.kind === "constant") return point(number(BigInt.asIntN(expr.bits, expr.constant)));
    if (expr.kind === "value") return this.of(expr.value, which);
    const { op, bits } = expr;
    const [x = null, y = null, z = null] = expr.args.map((arg) =>
      arg.bits === 1 ? null : this.ofSymbolic(arg, which, exact),
    );
    if (op === "select") return y === null || z === null ? null : this.chosen(y, z, bits, exact);
    if (x === null) return null;
    const made = this.resized(op, x, expr.args[0]?.bits ?? 0, bits) ?? this.binary(op, x, y, false);
    return made === null || bits === 64 ? made : this.fitting(made, bits);
  }

  private chosen(y: Interval, z: Interval, bits: number, exact: boolean): Interval | null {
    const isNone = z.lo.kind === "number" && z.lo.number === 0n && z.lo === z.hi;
    if (!isNone) return interval.hull(y, z);
    // A narrow count may be one without sign, which as signed would be too small; so may a wide one that is not come to.
    const some = bits === 64 && exact ? y : this.within(y, 0n, null);
    return some === null ? null : { lo: number(0), hi: bound("max", some.hi, z.hi) };
  }

  private fitting(x: Interval, bits: number): Interval | null {
    const half = 1n << BigInt(bits - 1);
    return this.within(x, -half, half - 1n);
  }

  /** The interval, from `least` to `most` as must hold then; null where it surely goes beyond, which would spoil the check of all others. */
  private within(x: Interval, least: bigint, most: bigint | null): Interval | null {
    const [highest, lowest] = [greatestOf(x.lo), leastOf(x.hi)];
    if (highest !== null && highest < least) return null;
    if (most !== null && lowest !== null && lowest > most) return null;
    this.require({ bound: x.lo, least, most: null });
    if (most !== null) this.require({ bound: x.hi, least: null, most });
    return x;
  }

  private require(requirement: Requirement): void {
    const { bound: of, least, most } = requirement;
    const isKnown =
      of.kind === "number" && (least ?? of.number) <= of.number && (most ?? of.number) >= of.number;
    if (!isKnown) this.requirements.push(requirement);
  }
}
