/**
 * Which bits of integers may be bits of floats: where they come from, as far as the function shows what becomes of them, and where they
 * go. A set of bits is a number with ones there; of what is no single integer it is all or none.
 */
import { integerOf } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { scalarType, type Type } from "../ir/types.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { movedOperands } from "./moves.ts";

/** All bits of a type. */
export function everyBit(type: Type): bigint {
  return type.kind === "int" ? (1n << BigInt(type.bits)) - 1n : -1n;
}

/** Is it an integer, or is one in it? */
export function holdsIntegers(type: Type): boolean {
  if (type.kind === "struct") return (type.fields ?? []).some(holdsIntegers);
  return type.kind === "array" ? holdsIntegers(type.element) : scalarType(type).kind === "int";
}

/** The integers, and what holds integers, out of which moves lead to a float, with the bits that do. */
export function floatCarriers(fn: Function): ReadonlyMap<Value, bigint> {
  const found = new Map<Value, bigint>();
  const work: Value[] = [];
  const add = (value: Value, bits: bigint): void => {
    const known = found.get(value) ?? 0n;
    const both = known | (bits & everyBit(value.type));
    if (both === known || !value.tracksUses || !holdsIntegers(value.type)) return;
    found.set(value, both);
    work.push(value);
  };
  for (const inst of fn.instructions()) {
    if (inst.opcode !== "bitcast" || !carriesFloat(inst.type)) continue;
    const from = inst.operand(0);
    if (scalarType(from.type).kind === "int") add(from, everyBit(from.type));
  }
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    if (!(value instanceof Instruction)) continue;
    for (const index of movedOperands(value) ?? []) {
      add(value.operand(index), before(value, index, found.get(value) ?? 0n));
    }
  }
  return found;
}

/** The bits of an operand that become those bits of what a move makes of it. */
export function before(inst: Instruction, index: number, bits: bigint): bigint {
  const operand = inst.operand(index);
  const constant = integerOf(inst.operands[1] ?? operand);
  if (inst.type.kind !== "int" || operand.type.kind !== "int") return everyBit(operand.type);
  if (inst.opcode === "and") return bits & BigInt.asUintN(inst.type.bits, constant ?? -1n);
  if (inst.opcode === "shl") return bits >> (constant ?? 0n);
  if (inst.opcode === "lshr") return bits << (constant ?? 0n);
  return bits;
}

/** The bits of the result of `inst` into which such bits of its operands may go. */
export function after(inst: Instruction, bitsOf: (value: Value) => bigint): bigint {
  const all = everyBit(inst.type);
  const operands = inst.operands.filter((operand) => holdsIntegers(operand.type));
  const union = operands.reduce((sum, operand) => sum | bitsOf(operand), 0n);
  if (union === 0n) return 0n;
  const areIntegers = operands.every(({ type }) => type.kind === "int");
  const through = inst.type.kind === "int" && areIntegers ? steps.get(inst.opcode) : undefined;
  return through === undefined ? all : through(inst, union) & all;
}

type Step = (inst: Instruction, bits: bigint) => bigint;

const same: Step = (_, bits) => bits;

/** Sums carry from the lowest bit upwards. */
const upwards: Step = (inst, bits) => everyBit(inst.type) & ~((bits & -bits) - 1n);

const steps: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...["trunc", "zext", "or", "xor", "phi", "select", "freeze"].map(
    (opcode) => [opcode, same] as const,
  ),
  ...["add", "sub", "mul"].map((opcode) => [opcode, upwards] as const),
  [
    "and",
    ({ type, operands: [, mask] }, bits) => {
      const constant = mask === undefined ? undefined : integerOf(mask);
      const kept = constant ?? -1n;
      return type.kind === "int" ? bits & BigInt.asUintN(type.bits, kept) : bits;
    },
  ],
  ["shl", (inst, bits) => shifted(inst, bits, (by) => bits << by)],
  ["lshr", (inst, bits) => shifted(inst, bits, (by) => bits >> by)],
]);

function shifted(inst: Instruction, bits: bigint, shift: (by: bigint) => bigint): bigint {
  const by = integerOf(inst.operand(1));
  return by === undefined || bits < 0n ? everyBit(inst.type) : shift(by);
}
