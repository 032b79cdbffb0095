/** Which bits of integers their users need, and which are surely zero. */
import { integerOf } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";

/** Integers that are longer are not looked at. */
const longest = 128;

/** All bits of a type; none of one that is no integer. */
function allBits(type: Type): bigint {
  return type.kind === "int" && type.bits <= longest ? (1n << BigInt(type.bits)) - 1n : 0n;
}

/** How many bits there are up to the highest that is set. */
export function lengthOf(bits: bigint): number {
  return bits === 0n ? 0 : bits.toString(2).length;
}

/** The bits that are needed of the integers of a function; a worklist from users to what they use. Valid for the users as they were. */
export class DemandedBits {
  private readonly needed = new Map<Instruction, bigint>();

  /** Solves for `fn`. */
  constructor(fn: Function) {
    const work = new Worklist<Instruction>(fn.instructions());
    work.drain((inst) => {
      inst.operands.forEach((operand, index) => {
        if (!(operand instanceof Instruction) || operand.type.kind !== "int") return;
        const before = this.of(operand);
        const after = before | this.ofUse(inst, index);
        if (after === before) return;
        this.needed.set(operand, after);
        work.add(operand);
      });
    });
  }

  /** The bits of `inst` that somebody needs. */
  of(inst: Instruction): bigint {
    return this.needed.get(inst) ?? 0n;
  }

  /** The bits that `user` needs of its operand `index`. */
  ofUse(user: Instruction, index: number): bigint {
    const { type } = user.operand(index);
    if (user.isDebugRecord) return 0n;
    const through = demands.get(user.opcode);
    const isPhi = user instanceof PhiInst || (user.opcode === "select" && index > 0);
    const isFollowed = user.type.kind === "int" && user.type.bits <= longest;
    const wanted = isFollowed ? this.of(user) : null;
    if (wanted === null || (through === undefined && !isPhi)) return allBits(type);
    const passed = through === undefined ? wanted : through(user, index, wanted);
    return passed === "all" ? allBits(type) : passed & allBits(type);
  }
}

/** The bits of an operand on which bits of the result depend. */
type Demand = (user: Instruction, index: number, wanted: bigint) => bigint | "all";

/** All bits up to the highest: what is below goes into sums and products by carries. */
const upTo: Demand = (_, __, wanted) => (1n << BigInt(lengthOf(wanted))) - 1n;

/** Where a constant that is added or subtracted ends in zeros, nothing is carried. */
const sum: Demand = (user, index, wanted) => {
  const constant = index === 0 ? (constantBits(user.operand(1)) ?? 1n) : 1n;
  const low = constant === 0n ? 0n : (constant & -constant) - 1n;
  return (((1n << BigInt(lengthOf(wanted))) - 1n) & ~low) | (wanted & low);
};

function shiftedBy(user: Instruction, index: number): bigint | null {
  return index === 0 ? (integerOf(user.operand(1)) ?? null) : null;
}

const demands: ReadonlyMap<string, Demand> = new Map<string, Demand>([
  ["and", (user, index, wanted) => wanted & (constantBits(user.operand(1 - index)) ?? wanted)],
  ["or", (user, index, wanted) => wanted & ~(constantBits(user.operand(1 - index)) ?? 0n)],
  ["xor", (_, __, wanted) => wanted],
  ["freeze", (_, __, wanted) => wanted],
  ["trunc", (_, __, wanted) => wanted],
  ["zext", (_, __, wanted) => wanted],
  ["add", sum],
  ["sub", sum],
  ["mul", upTo],
  [
    "shl",
    (user, index, wanted) => {
      const by = shiftedBy(user, index);
      return by === null ? "all" : wanted >> by;
    },
  ],
  [
    "lshr",
    (user, index, wanted) => {
      const by = shiftedBy(user, index);
      return by === null ? "all" : wanted << by;
    },
  ],
]);

function constantBits(value: Value): bigint | undefined {
  const known = integerOf(value);
  if (known === undefined || value.type.kind !== "int") return undefined;
  return BigInt.asUintN(value.type.bits, known);
}

/** What packs values is a short chain. */
const deepest = 8;

/** The bits of an integer that are zero, as far as how it is computed shows. */
export function zeroBits(value: Value, depth = 0): bigint {
  const all = allBits(value.type);
  const known = constantBits(value);
  if (known !== undefined) return all & ~known;
  if (!(value instanceof Instruction) || depth > deepest) return 0n;
  const inner = (index: number): bigint => zeroBits(value.operand(index), depth + 1);
  return (zeros.get(value.opcode)?.(value, inner) ?? 0n) & all;
}

type Zeros = (inst: Instruction, inner: (index: number) => bigint) => bigint;

/** A sum of two numbers ends in as many zeros as both do. */
const lowZeros: Zeros = (_, inner) => {
  const both = inner(0) & inner(1);
  const firstOne = ~both & (both + 1n);
  return firstOne - 1n;
};

const zeros: ReadonlyMap<string, Zeros> = new Map<string, Zeros>([
  ["and", (_, inner) => inner(0) | inner(1)],
  ["or", (_, inner) => inner(0) & inner(1)],
  ["add", lowZeros],
  ["sub", lowZeros],
  ["trunc", (_, inner) => inner(0)],
  [
    "zext",
    ({ type, operands: [from] }, inner) =>
      inner(0) | (allBits(type) & ~allBits(from?.type ?? type)),
  ],
  [
    "shl",
    (inst, inner) => {
      const by = shiftedBy(inst, 0);
      return by === null ? 0n : (inner(0) << by) | ((1n << by) - 1n);
    },
  ],
  [
    "lshr",
    (inst, inner) => {
      const by = shiftedBy(inst, 0);
      const all = allBits(inst.type);
      return by === null ? 0n : (inner(0) >> by) | (all & ~(all >> by));
    },
  ],
]);
