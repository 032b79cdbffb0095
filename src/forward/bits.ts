/**
 * Integers that may be more than integers: which are computed from the bits of a float that has a tangent, or of a pointer that has a
 * shadow. What only moves such bits has a tangent of its own (moves.ts); what computes with them has none, and this says where
 * that would lose a derivative.
 */
import type { ContentIndex } from "../analysis/contents.ts";
import { isIntegerIntrinsic } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { integerOf } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst } from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";
import type { TangentFlow } from "./flow.ts";

/** Where bits come from. "loaded": from shadowed memory, and nothing shows what they are. */
export type BitSource = "float" | "pointer" | "loaded";

const flags: Readonly<Record<BitSource, number>> = { float: 1, pointer: 2, loaded: 4 };

/** The integers of one function. */
export class BitLabels {
  private readonly labels = new Map<Value, number>();

  /** Solves for `fn`; `contents` is asked only where an integer is loaded from shadowed memory. */
  constructor(fn: Function, flow: TangentFlow, contents: () => ContentIndex) {
    const work = new Worklist<Instruction>();
    for (const inst of fn.instructions()) {
      const source = sourceOf(inst, flow, contents);
      if (source === null) continue;
      this.labels.set(inst, flags[source]);
      work.add(inst);
    }
    work.drain((inst) => {
      for (const { user } of inst.uses()) {
        if (user instanceof Instruction && this.grow(user)) work.add(user);
      }
    });
  }

  /** May the value hold, or be computed from, bits of that origin? */
  has(value: Value, source: BitSource): boolean {
    return ((this.labels.get(value) ?? 0) & flags[source]) !== 0;
  }

  /** Does the value come from bits of any origin? */
  hasAny(value: Value): boolean {
    return this.labels.has(value);
  }

  private grow(inst: Instruction): boolean {
    const isKnown =
      handsOn.has(inst.opcode) || (inst instanceof CallInst && isIntegerIntrinsic(inst));
    if (!isKnown || scalarType(inst.type).kind !== "int") return false;
    let union = 0;
    for (const operand of inst.operands) union |= this.labels.get(operand) ?? 0;
    // The distance of two pointers is a number.
    if (inst.opcode === "sub" && integerOf(inst.operand(1)) === undefined) union &= ~flags.pointer;
    const before = this.labels.get(inst) ?? 0;
    const after = before | union;
    if (after === before) return false;
    this.labels.set(inst, after);
    return true;
  }
}

const handsOn = new Set(
  (
    "and or xor shl lshr ashr add sub mul udiv sdiv urem srem trunc zext sext " +
    "phi select freeze bitcast extractelement insertelement shufflevector"
  ).split(" "),
);

function sourceOf(
  inst: Instruction,
  flow: TangentFlow,
  contents: () => ContentIndex,
): BitSource | null {
  if (scalarType(inst.type).kind !== "int" || inst.operandCount === 0) return null;
  const operand = inst.operand(0);
  if (!flow.has(operand)) return null;
  if (inst.opcode === "bitcast" && carriesFloat(operand.type)) return "float";
  if (inst.opcode === "ptrtoint") return "pointer";
  if (!(inst instanceof LoadInst)) return null;
  const other = contents().conflictOf(inst);
  return other?.kind === "float" ? "float" : "loaded";
}
