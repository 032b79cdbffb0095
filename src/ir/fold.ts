/** What operations on integers give for constants, as the language reference of LLVM defines them. */

/** An operation on two integers of `bits` bits, given and returned without sign; undefined where the result is not defined. */
type BinaryFold = (a: bigint, b: bigint, bits: number) => bigint | undefined;

const signed = (value: bigint, bits: number): bigint => BigInt.asIntN(bits, value);

const inRange = (by: bigint, bits: number): boolean => by < BigInt(bits);

const binary: ReadonlyMap<string, BinaryFold> = new Map<string, BinaryFold>([
  ["add", (a, b) => a + b],
  ["sub", (a, b) => a - b],
  ["mul", (a, b) => a * b],
  ["and", (a, b) => a & b],
  ["or", (a, b) => a | b],
  ["xor", (a, b) => a ^ b],
  ["udiv", (a, b) => (b === 0n ? undefined : a / b)],
  ["urem", (a, b) => (b === 0n ? undefined : a % b)],
  ["sdiv", (a, b, bits) => (b === 0n ? undefined : signed(a, bits) / signed(b, bits))],
  ["srem", (a, b, bits) => (b === 0n ? undefined : signed(a, bits) % signed(b, bits))],
  ["shl", (a, b, bits) => (inRange(b, bits) ? a << b : undefined)],
  ["lshr", (a, b, bits) => (inRange(b, bits) ? a >> b : undefined)],
  ["ashr", (a, b, bits) => (inRange(b, bits) ? signed(a, bits) >> b : undefined)],
]);

/**
 * The result of a binary instruction on integers of `bits` bits, between 0 and 2^bits - 1 as the operands are. Where flags make it poison,
 * what the operation gives without them; undefined where the operation has no result, and for other opcodes.
 */
export function foldBinary(opcode: string, a: bigint, b: bigint, bits: number): bigint | undefined {
  const result = binary.get(opcode)?.(a, b, bits);
  return result === undefined ? undefined : BigInt.asUintN(bits, result);
}

/** The result of an integer cast from `from` to `to` bits, both without sign; undefined for other opcodes. */
export function foldCast(
  opcode: string,
  value: bigint,
  from: number,
  to: number,
): bigint | undefined {
  if (opcode === "zext" || opcode === "trunc") return BigInt.asUintN(to, value);
  if (opcode === "sext") return BigInt.asUintN(to, signed(value, from));
  return undefined;
}

type Comparison = (a: bigint, b: bigint) => boolean;

const orders: Readonly<Record<string, Comparison>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

/** What `icmp predicate a, b` gives for integers of `bits` bits without sign; undefined for what is no predicate. */
export function foldCompare(
  predicate: string,
  a: bigint,
  b: bigint,
  bits: number,
): boolean | undefined {
  if (predicate === "eq") return a === b;
  if (predicate === "ne") return a !== b;
  const order = orders[predicate.slice(1)];
  if (predicate.startsWith("s")) return order?.(signed(a, bits), signed(b, bits));
  return order?.(a, b);
}
