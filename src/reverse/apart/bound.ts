/**
 * Bounds of what a function computes, as expressions of its arguments, folded as they are built. They are signed and exact: where the
 * code that computes one leaves 64 bits, it says so, and nothing is known.
 */
import type { IRBuilder, ModuleServices } from "../../ir/builder.ts";
import { constInt } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";

/** "div": by a positive number, of what is not negative. */
type BoundOp = "add" | "sub" | "mul" | "min" | "max" | "div";

/** A number, an integer argument of at most 64 bits taken as signed, or an operation. */
export type Bound =
  | { readonly kind: "number"; readonly number: bigint }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "operation"; readonly op: BoundOp; readonly x: Bound; readonly y: Bound };

/** All numbers from `lo` to `hi`, both among them. */
export interface Interval {
  readonly lo: Bound;
  readonly hi: Bound;
}

/** The number as a bound. */
export function number(value: bigint | number): Bound {
  return { kind: "number", number: BigInt(value) };
}

/** The interval that holds one bound alone. */
export function point(bound: Bound): Interval {
  return { lo: bound, hi: bound };
}

const folds: Readonly<Record<BoundOp, (x: bigint, y: bigint) => bigint>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  min: (x, y) => (x < y ? x : y),
  max: (x, y) => (x > y ? x : y),
  div: (x, y) => x / y,
};

/** What leaves the other operand as it is when it is the second one. */
const neutral: Readonly<Partial<Record<BoundOp, bigint>>> = { add: 0n, sub: 0n, mul: 1n, div: 1n };

/** `x op y`. */
export function bound(op: BoundOp, x: Bound, y: Bound): Bound {
  if (x.kind === "number" && y.kind === "number") return number(folds[op](x.number, y.number));
  if (y.kind === "number" && y.number === neutral[op]) return x;
  if (x.kind === "number" && x.number === neutral[op] && (op === "add" || op === "mul")) return y;
  if (op === "mul" && [x, y].some((each) => each.kind === "number" && each.number === 0n)) {
    return number(0);
  }
  if ((op === "min" || op === "max") && isSame(x, y)) return x;
  return { kind: "operation", op, x, y };
}

/** The bound with other values in place of its own. */
export function mapped(of: Bound, to: (value: Value) => Value): Bound {
  if (of.kind === "number") return of;
  if (of.kind === "value") return { kind: "value", value: to(of.value) };
  return { ...of, x: mapped(of.x, to), y: mapped(of.y, to) };
}

/** What the bound is at most, whatever the arguments are; null where that is not known. */
export function greatestOf(of: Bound): bigint | null {
  return endOf(of, "min");
}

/** What it is at least. */
export function leastOf(of: Bound): bigint | null {
  return endOf(of, "max");
}

/** @param one the operation of which one operand that is known is enough */
function endOf(of: Bound, one: "min" | "max"): bigint | null {
  if (of.kind !== "operation") return of.kind === "number" ? of.number : null;
  if (of.op !== "min" && of.op !== "max" && of.op !== "add") return null;
  const [x, y] = [endOf(of.x, one), endOf(of.y, one)];
  if (of.op === one) return x === null || y === null ? (x ?? y) : folds[one](x, y);
  return x === null || y === null ? null : folds[of.op](x, y);
}

/** Are the two the same for certain? */
export function isSame(x: Bound, y: Bound): boolean {
  if (x === y) return true;
  if (x.kind === "number") return y.kind === "number" && x.number === y.number;
  if (x.kind === "value") return y.kind === "value" && x.value === y.value;
  return y.kind === "operation" && x.op === y.op && isSame(x.x, y.x) && isSame(x.y, y.y);
}

/** Sums, differences and products of intervals, and the smallest one that holds two. */
export const interval = {
  add: (a: Interval, b: Interval): Interval => ({
    lo: bound("add", a.lo, b.lo),
    hi: bound("add", a.hi, b.hi),
  }),
  sub: (a: Interval, b: Interval): Interval => ({
    lo: bound("sub", a.lo, b.hi),
    hi: bound("sub", a.hi, b.lo),
  }),
  mul: (a: Interval, b: Interval): Interval => {
    const ends = [
      ...new Set(isSame(a.lo, a.hi) ? [a.lo] : [a.lo, a.hi]),
      // The products of each end of one and each of the other.
    ].flatMap((x) => (isSame(b.lo, b.hi) ? [b.lo] : [b.lo, b.hi]).map((y) => bound("mul", x, y)));
    return {
      lo: ends.reduce((least, end) => bound("min", least, end)),
      hi: ends.reduce((most, end) => bound("max", most, end)),
    };
  },
  hull: (a: Interval, b: Interval): Interval => ({
    lo: bound("min", a.lo, b.lo),
    hi: bound("max", a.hi, b.hi),
  }),
} as const;

/** Emits bounds at one place, and gathers whether all of them are right. */
export class BoundEmitter {
  private readonly build: IRBuilder;
  private readonly services: ModuleServices;
  private readonly made = new Map<Bound, Value>();
  private readonly doubts: Value[] = [];

  constructor(build: IRBuilder, services: ModuleServices) {
    this.build = build;
    this.services = services;
  }

  /** The bound as an i64. */
  emit(of: Bound): Value {
    let value = this.made.get(of);
    if (value === undefined) {
      value = this.make(of);
      this.made.set(of, value);
    }
    return value;
  }

  /** Notes a bit that is true where nothing is known. */
  doubt(bit: Value): void {
    this.doubts.push(bit);
  }

  /** Is any bound wrong that has been emitted? */
  get inDoubt(): Value {
    const none: Value = constInt(this.build.module.types.i1, 0);
    return this.doubts.reduce((all, bit) => this.build.binary("or", all, bit), none);
  }

  private make(of: Bound): Value {
    const { i1, i64 } = this.build.module.types;
    if (of.kind === "number") {
      const fitting = BigInt.asIntN(64, of.number);
      if (fitting !== of.number) this.doubt(constInt(i1, 1));
      return constInt(i64, fitting);
    }
    if (of.kind === "value") {
      const { type } = of.value;
      return type === i64 ? of.value : this.build.cast("sext", of.value, i64);
    }
    const [x, y] = [this.emit(of.x), this.emit(of.y)];
    if (of.op === "div") return this.build.binary("sdiv", x, y);
    if (of.op !== "min" && of.op !== "max") return this.checked(of.op, x, y);
    return this.build.select(this.build.icmp(of.op === "min" ? "slt" : "sgt", x, y), x, y);
  }

  private checked(op: "add" | "sub" | "mul", x: Value, y: Value): Value {
    const { build } = this;
    const { types } = build.module;
    const both = types.struct([types.i64, types.i1]);
    const callee = this.services.declareIntrinsic(
      `llvm.s${op}.with.overflow`,
      [types.i64],
      types.fn(both, [types.i64, types.i64]),
    );
    const result = build.call(callee, [x, y]);
    this.doubt(build.extractValue(result, 1));
    return build.extractValue(result, 0);
  }
}
