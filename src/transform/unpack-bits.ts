/**
 * Values that were packed into the bits of one integer and are taken out again, as calling conventions do with small structs of a float and
 * an integer, are led from where they went in to where they come out; what is taken out of the bits of a loaded integer
 * is loaded by itself.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import { type Function, Instruction, type ModuleContext } from "../ir/graph.ts";
import { LoadInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { IntType } from "../ir/types.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";

/** Leads packed values on; true when there was one. Each chain of packing is short: what a calling convention makes. */
export function unpackBits(fn: Function): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    const isFloat = inst.opcode === "bitcast" && inst.type.kind === "float";
    if (!isFloat && inst.opcode !== "trunc") continue;
    const [from] = inst.operands;
    const width = fn.module.layout.bitSize(inst.type);
    if (from?.type.kind !== "int" || !(from instanceof Instruction)) continue;
    const field = fieldOf(from, 0, width);
    const value = field === null ? null : materialize(field, inst, width, fn.module);
    if (value === null) continue;
    inst.replaceAllUsesWith(value);
    inst.erase();
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** What a range of bits is: those of a value from bit `low` on, or all zero. */
type Field = { readonly source: Value; readonly low: number } | "zero";

/** Longer chains are left alone. */
const longestChain = 24;

/** Where `width` bits of `value` from bit `low` on come from; null when they are not those of one value. */
function fieldOf(value: Value, low: number, width: number, depth = 0): Field | null {
  if (depth > longestChain || value.type.kind !== "int") return null;
  const known = integerOf(value);
  if (known !== undefined) {
    const bits = BigInt.asUintN(value.type.bits, known) >> BigInt(low);
    return BigInt.asUintN(width, bits) === 0n ? "zero" : null;
  }
  const own: Field = { source: value, low };
  if (!(value instanceof Instruction)) return own;
  const through = steps.get(value.opcode);
  return through === undefined ? own : through(value, low, width, depth + 1);
}

type StepThrough = (inst: Instruction, low: number, width: number, depth: number) => Field | null;

const bitsOf = ({ type }: Value): number => (type as IntType).bits;

/** A shift by a constant number of bits to the left (or, negative, to the right). */
const shift =
  (sign: 1 | -1): StepThrough =>
  (inst, low, width, depth) => {
    const by = integerOf(inst.operand(1));
    if (by === undefined) return { source: inst, low };
    const from = low - sign * Number(by);
    if (from + width <= 0 || from >= bitsOf(inst)) return "zero";
    if (from < 0 || from + width > bitsOf(inst)) return null;
    return fieldOf(inst.operand(0), from, width, depth);
  };

const steps: ReadonlyMap<string, StepThrough> = new Map<string, StepThrough>([
  ["trunc", (inst, low, width, depth) => fieldOf(inst.operand(0), low, width, depth)],
  [
    "zext",
    (inst, low, width, depth) => {
      const inner = inst.operand(0);
      if (low >= bitsOf(inner)) return "zero";
      return low + width > bitsOf(inner) ? null : fieldOf(inner, low, width, depth);
    },
  ],
  ["shl", shift(1)],
  ["lshr", shift(-1)],
  [
    "or",
    (inst, low, width, depth) => {
      const [a, b] = inst.operands.map((operand) => fieldOf(operand, low, width, depth));
      if (a === "zero") return b ?? null;
      return b === "zero" ? (a ?? null) : null;
    },
  ],
  [
    "and",
    (inst, low, width, depth) => {
      const mask = integerOf(inst.operand(1));
      if (mask === undefined) return { source: inst, low };
      const bits = BigInt.asUintN(width, BigInt.asUintN(bitsOf(inst), mask) >> BigInt(low));
      if (bits === 0n) return "zero";
      return bits === BigInt.asUintN(width, -1n)
        ? fieldOf(inst.operand(0), low, width, depth)
        : null;
    },
  ],
]);

/** The field as a value of the type of `inst`, made before it; null where it is better left as it is. */
function materialize(
  field: Field,
  inst: Instruction,
  width: number,
  module: ModuleContext,
): Value | null {
  if (field === "zero") return null;
  const { source, low } = field;
  const build = new IRBuilder(InsertPoint.before(inst), module);
  if (source instanceof LoadInst) return loadField(source, low, width, inst, module);
  if (low !== 0 || !(source instanceof Instruction) || source.opcode !== "bitcast") {
    return asInteger(source, low, width, inst, build);
  }
  const [packed] = source.operands;
  if (packed === undefined || module.layout.bitSize(packed.type) !== width) return null;
  if (packed.type === inst.type) return packed;
  return inst.type.kind === "int" && packed.type.kind === "float" ? source : null;
}

/** An integer that went in whole. */
function asInteger(
  source: Value,
  low: number,
  width: number,
  inst: Instruction,
  build: IRBuilder,
): Value | null {
  if (low !== 0 || bitsOf(source) !== width || source === inst.operand(0)) return null;
  return inst.type === source.type ? source : build.cast("bitcast", source, inst.type);
}

/** Is the integer loaded for nothing but to be taken apart? */
function isPacked(load: LoadInst): boolean {
  if (load.isVolatile || load.isAtomic) return false;
  const users = usersOf(load);
  const isPart = (user: Instruction): boolean => user.opcode === "trunc";
  return (
    (users.length > 1 || users.some((user) => !isPart(user))) &&
    users.every((user) => isPart(user) || (user.opcode === "lshr" && usersOf(user).every(isPart)))
  );
}

/** Whole bytes of a loaded integer, loaded where that was loaded. */
function loadField(
  load: LoadInst,
  low: number,
  width: number,
  inst: Instruction,
  module: ModuleContext,
): Value | null {
  const { layout, types } = module;
  const isWhole = width % 8 === 0 && width >= 16 && low % width === 0;
  if (!isWhole || !isPacked(load) || layout.bigEndian) return null;
  if (low === 0 && width === layout.bitSize(load.type) && inst.type === load.type) return null;
  const build = new IRBuilder(InsertPoint.after(load), module);
  const { pointer } = load;
  const space = pointer.type.kind === "pointer" ? pointer.type.space : 0;
  const whole = load.align === 0 ? layout.abiAlign(load.type) : load.align;
  const offset = low / 8;
  const bytes = build.bitcastPointer(pointer, types.pointerTo(types.i8, space));
  const at = offset === 0 ? pointer : build.gep(types.i8, bytes, [constInt(types.i64, offset)]);
  const address = build.bitcastPointer(at, types.pointerTo(inst.type, space));
  const align = offset === 0 ? whole : Math.min(whole, offset & -offset);
  const value = build.load(inst.type, address, { align });
  value.position = load.position;
  return value;
}
