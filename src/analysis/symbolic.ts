/**
 * Integer expressions over values that do not change in a loop, folded as they are built and written out as IR on demand.
 */
import { type IRBuilder } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";

/** The operations, named as LLVM's instructions and predicates are. All are modulo 2^bits. */
export type SymbolicOp =
  | "add"
  | "sub"
  | "mul"
  | "udiv"
  | "lshr"
  | "and"
  | "zext"
  | "sext"
  | "trunc"
  | "select"
  | Predicate;
/** The integer comparisons; their result has one bit. */
export type Predicate = "eq" | "ne" | "ult" | "ule" | "ugt" | "uge" | "slt" | "sle" | "sgt" | "sge";

/** An expression of `bits` bits: a constant (unsigned), a value of the program, or an operation. */
export type Symbolic =
  | { readonly kind: "constant"; readonly bits: number; readonly constant: bigint }
  | { readonly kind: "value"; readonly bits: number; readonly value: Value }
  | {
      readonly kind: "operation";
      readonly bits: number;
      readonly op: SymbolicOp;
      readonly args: readonly Symbolic[];
    };

/** The constant `value` modulo 2^bits. */
export function constant(bits: number, value: bigint): Symbolic {
  return { kind: "constant", bits, constant: BigInt.asUintN(bits, value) };
}

/** `value`, an integer or (then as its address) a pointer of `bits` bits. */
export function symbolOf(value: Value, bits: number): Symbolic {
  const known = integerOf(value);
  return known === undefined ? { kind: "value", bits, value } : constant(bits, known);
}

/** The number that an expression always is, unsigned; null when it depends on a value. */
export function constantOf(expr: Symbolic): bigint | null {
  return expr.kind === "constant" ? expr.constant : null;
}

/** `op` of `args`; the width is that of the first argument, the second for a select. */
export function apply(op: Exclude<SymbolicOp, Cast>, ...args: readonly Symbolic[]): Symbolic {
  const bits = isPredicate(op) ? 1 : at(args, op === "select" ? 1 : 0).bits;
  return build(op, bits, args);
}

type Cast = "zext" | "sext" | "trunc";

/** `expr` with another width; itself when it has that width. */
export function resize(op: Cast, expr: Symbolic, bits: number): Symbolic {
  return expr.bits === bits ? expr : build(op, bits, [expr]);
}

function build(op: SymbolicOp, bits: number, args: readonly Symbolic[]): Symbolic {
  const [first, second, third] = args;
  if (op === "select" && first?.kind === "constant" && second !== undefined) {
    return first.constant !== 0n ? second : (third ?? second);
  }
  const numbers = args.map(constantOf);
  if (numbers.every((number) => number !== null)) {
    const widths = args.map((arg) => arg.bits);
    const folded = fold(op, numbers, at(widths, 0));
    if (folded !== null) return constant(bits, folded);
  }
  return identity(op, args) ?? { kind: "operation", bits, op, args };
}

/** `x + 0`, `x - 0`, `x * 1`, `x / 1` and `x >> 0` are x. */
function identity(op: SymbolicOp, [x, y]: readonly Symbolic[]): Symbolic | null {
  if (x === undefined || y?.kind !== "constant") return null;
  const neutral = op === "mul" || op === "udiv" ? 1n : 0n;
  const has = ["add", "sub", "mul", "udiv", "lshr"].includes(op);
  return has && y.constant === neutral ? x : null;
}

function isPredicate(op: SymbolicOp): op is Predicate {
  return /^(?:eq|ne|[us][lg][te])$/.test(op);
}

/** What the operations do, before the result is cut to its width; null for a division by zero. */
const folds: Readonly<
  Record<"add" | "sub" | "mul" | "udiv" | "lshr" | "and", (x: bigint, y: bigint) => bigint | null>
> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  udiv: (x, y) => (y === 0n ? null : x / y),
  lshr: (x, y) => x >> y,
  and: (x, y) => x & y,
};

/** `op` of constants of `bits` bits. */
function fold(op: SymbolicOp, args: readonly bigint[], bits: number): bigint | null {
  const [x = 0n, y = 0n, z = 0n] = args;
  if (isPredicate(op)) return compare(op, x, y, bits) ? 1n : 0n;
  if (op === "select") return x !== 0n ? y : z;
  if (op === "sext") return BigInt.asIntN(bits, x);
  return op === "zext" || op === "trunc" ? x : folds[op](x, y);
}

function compare(predicate: Predicate, x: bigint, y: bigint, bits: number): boolean {
  if (predicate === "eq") return x === y;
  if (predicate === "ne") return x !== y;
  const isSigned = predicate.startsWith("s");
  const [a, b] = isSigned ? [BigInt.asIntN(bits, x), BigInt.asIntN(bits, y)] : [x, y];
  const holds = predicate.charAt(1) === "l" ? a < b : a > b;
  return holds || (predicate.endsWith("e") && a === b);
}

/** The values of the program that an expression is made of. */
export function valuesIn(expr: Symbolic): readonly Value[] {
  if (expr.kind === "constant") return [];
  return expr.kind === "value" ? [expr.value] : expr.args.flatMap(valuesIn);
}

/**
 * Writes `expr` at the builder's point. `use` gives each program value as it is to be used there: a clone of what must be
 * computed before, for example.
 */
export function emitSymbolic(
  builder: IRBuilder,
  expr: Symbolic,
  use: (value: Value) => Value,
): Value {
  const { types } = builder.module;
  const type = types.int(expr.bits);
  if (expr.kind === "constant") return constInt(type, expr.constant);
  if (expr.kind === "value") {
    const value = use(expr.value);
    return value.type.kind === "pointer" ? builder.cast("ptrtoint", value, type) : value;
  }
  const { op } = expr;
  const args = expr.args.map((arg) => emitSymbolic(builder, arg, use));
  if (isPredicate(op)) return builder.icmp(op, at(args, 0), at(args, 1));
  if (op === "select") return builder.select(at(args, 0), at(args, 1), at(args, 2));
  if (op === "zext" || op === "sext" || op === "trunc") return builder.cast(op, at(args, 0), type);
  return builder.binary(op, at(args, 0), at(args, 1));
}
