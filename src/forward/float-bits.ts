/**
 * Which bits of integers may be bits of floats: where they come from, as far as the function shows what becomes of them, and where they
 * go. A set of bits is a number with ones there; of what is no single integer it is all or none.
 */
import { integerOf } from "../ir/constants.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import { AggregateInst, ArithmeticInst, CallInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { scalarType, type Type } from "../ir/types.ts";
import { isIntegerIntrinsic } from "../analysis/effects.ts";
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
    const bits = found.get(value) ?? 0n;
    if (isFieldFromElsewhere(value)) for (const same of sameFields(value)) add(same, bits);
    else
      for (const index of movedOperands(value) ?? [])
        add(value.operand(index), before(value, index, bits));
  }
  return found;
}

/** Is it a field of a struct that comes from memory or another function, so that its bits are known by themselves? */
export function isFieldFromElsewhere(value: Value): value is AggregateInst {
  if (!(value instanceof AggregateInst) || value.opcode !== "extractvalue") return false;
  const whole = value.operand(0);
  return whole instanceof CallInst || whole instanceof LoadInst || whole instanceof Argument;
}

function sameFields(field: AggregateInst): AggregateInst[] {
  const path = field.indices.join();
  const users = [...field.operand(0).uses()].map(({ user }) => user);
  return users.filter((user): user is AggregateInst => {
    return isFieldFromElsewhere(user) && user.indices.join() === path;
  });
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

/** Sums carry from the lowest bit upwards; below the lowest that is added nothing does. */
const upwards: Step = (inst, bits) => {
  const untouched = untouchedBits(inst);
  const carried = bits & ~untouched;
  const above = carried === 0n ? 0n : everyBit(inst.type) & ~((carried & -carried) - 1n);
  return (bits & untouched) | above;
};

/** The lowest bits of a sum, which are those of what a constant is added to. */
function untouchedBits({ opcode, operands: [, added] }: Instruction): bigint {
  const constant = added === undefined ? undefined : integerOf(added);
  const isSum = opcode === "add" || opcode === "sub";
  return !isSum || constant === undefined || constant === 0n ? 0n : (constant & -constant) - 1n;
}

/** Does it compute an integer, and not only move what is in others? */
export function computes(inst: Instruction): boolean {
  if (["sitofp", "uitofp", "sext"].includes(inst.opcode)) return true;
  if (inst instanceof CallInst) return isIntegerIntrinsic(inst);
  const isInteger = inst instanceof ArithmeticInst && scalarType(inst.type).kind === "int";
  return isInteger && movedOperands(inst) === undefined;
}

/** The bits of the result of what computes that are not just those of an operand. */
export function changedBits(inst: Instruction): bigint {
  return everyBit(inst.type) & ~untouchedBits(inst);
}

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
