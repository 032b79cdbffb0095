/** Through which operands of an instruction the tangents of its operands become the tangent of its result. */
import { flowOperands } from "../analysis/flow.ts";
import { integerOf, Literal } from "../ir/constants.ts";
import type { Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { isFloating } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { zeroBits } from "../transform/bit-demand.ts";
import { arithRule } from "../rules/lookup.ts";

/**
 * Instructions that move values and compute nothing: done to tangents they give the tangent. Conversions between pointers and
 * integers and the packing of integers are among them, because what they move may be a float or a pointer.
 */
const movesByOpcode: ReadonlyMap<string, readonly number[]> = new Map([
  ["select", [1, 2]],
  ["freeze", [0]],
  ["bitcast", [0]],
  ["addrspacecast", [0]],
  ["ptrtoint", [0]],
  ["inttoptr", [0]],
  ["trunc", [0]],
  ["zext", [0]],
  ["fpext", [0]],
  ["fptrunc", [0]],
  ["fneg", [0]],
  ["getelementptr", [0]],
  ["extractelement", [0]],
  ["insertelement", [0, 1]],
  ["extractvalue", [0]],
  ["insertvalue", [0, 1]],
  ["shufflevector", [0, 1]],
]);

/** The operands of an instruction that moves; undefined for one that computes. */
export function movedOperands(inst: Instruction): readonly number[] | undefined {
  if (inst instanceof PhiInst) return inst.incoming().map((_, i) => 2 * i);
  const fixed = movesByOpcode.get(inst.opcode);
  if (fixed !== undefined) return fixed;
  if (inst.opcode === "shl" || inst.opcode === "lshr") return isByteShift(inst) ? [0] : undefined;
  if (inst.opcode === "and") return isByteMask(inst) ? [0] : undefined;
  return inst.opcode === "or" && isPacking(inst) ? [0, 1] : undefined;
}

/** The operands whose tangents the result of a move, of arithmetic on floats or of a known call depends on. */
export function tangentOperands(inst: Instruction): readonly number[] {
  const moved = movedOperands(inst);
  if (moved !== undefined) return moved;
  if (inst.opcode === "call" || inst.opcode === "invoke") return flowOperands(inst);
  return arithRule(inst.opcode) !== undefined &&
    isFloating(inst.type) &&
    isFloating(inst.operand(0).type)
    ? flowOperands(inst)
    : [];
}

function isByteShift(inst: Instruction): boolean {
  const amount = integerOf(inst.operand(1));
  return amount !== undefined && amount % 8n === 0n;
}

/** Does it take whole bytes out of an integer? */
function isByteMask({ type, operands: [, mask] }: Instruction): boolean {
  const known = mask === undefined ? undefined : integerOf(mask);
  if (known === undefined || type.kind !== "int" || type.bits < 16) return false;
  const bits = BigInt.asUintN(type.bits, known);
  for (let rest = bits; rest > 0n; rest >>= 8n) {
    if ((rest & 0xffn) !== 0xffn && (rest & 0xffn) !== 0n) return false;
  }
  return true;
}

/** Are the two sides parts of one integer that do not overlap, as far as how they are made tells? */
function isPacking({ type, operands: [a, b] }: Instruction): boolean {
  if (type.kind !== "int" || a === undefined || b === undefined) return false;
  const all = (1n << BigInt(type.bits)) - 1n;
  return (zeroBits(a) | zeroBits(b)) === all;
}

const noAddresses = new Set(["null", "undef", "poison", "zeroinitializer"]);

/** Can the value only be null, undef or poison? Then it is of no object, and any shadow suits it. */
export function isNoAddress(value: Value): boolean {
  return value instanceof Literal && noAddresses.has(value.text);
}
