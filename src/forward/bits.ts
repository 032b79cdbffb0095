/**
 * Integers that may be more than integers: which are computed from the bits of a float that has a tangent, or of a pointer that has a
 * shadow. What only moves such bits has a tangent of its own (moves.ts); what computes with them has none, and this says where
 * that would lose a derivative.
 */
import { keepsFewBits } from "../analysis/addresses.ts";
import type { ContentIndex } from "../analysis/contents.ts";
import { isIntegerIntrinsic } from "../analysis/effects.ts";
import { takesExponent } from "../analysis/exponent-bits.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";
import type { TangentFlow } from "./flow.ts";
import {
  after,
  before,
  changedBits,
  computes,
  everyBit,
  floatCarriers,
  holdsIntegers,
  isFieldFromElsewhere,
} from "./float-bits.ts";

/** Where bits come from. "loaded": from shadowed memory, and nothing shows what they are. */
export type BitSource = "float" | "pointer" | "loaded";

const flags: Readonly<Record<Exclude<BitSource, "float">, number>> = { pointer: 2, loaded: 4 };

/** The integers of one function. */
export class BitLabels {
  private readonly labels = new Map<Value, number>();
  /** The bits that may be those of a float. */
  private readonly floats = new Map<Value, bigint>();
  /** The bits that were computed from such, or from what may be such, and not only moved. */
  private readonly computed = new Map<Value, bigint>();
  private readonly carriers: ReadonlyMap<Value, bigint>;

  /**
   * Solves for `fn`; `contents` is asked only where an integer is loaded from shadowed memory.
   * @param doubtful loads of which the run of the program tells whether they are bits of a float
   */
  constructor(
    fn: Function,
    flow: TangentFlow,
    contents: () => ContentIndex,
    doubtful: ReadonlySet<Value>,
  ) {
    const work = new Worklist<Value>();
    this.carriers = floatCarriers(fn);
    for (const value of [...fn.args, ...fn.instructions()]) {
      const source = doubtful.has(value) ? "loaded" : sourceOf(value, flow, contents);
      if (source === null) continue;
      const isFloat = source === "float";
      const bits = isFloat ? everyBit(value.type) : (this.carriers.get(value) ?? 0n);
      if (bits !== 0n) this.floats.set(value, bits);
      if (!isFloat) this.labels.set(value, flags[source]);
      work.add(value);
    }
    work.drain((value) => {
      for (const { user } of value.uses()) {
        if (user instanceof Instruction && this.grow(user)) work.add(user);
      }
    });
  }

  /** May the value hold, or be computed from, bits of that origin? */
  has(value: Value, source: BitSource): boolean {
    if (source === "float") return (this.floats.get(value) ?? 0n) !== 0n;
    return ((this.labels.get(value) ?? 0) & flags[source]) !== 0;
  }

  /** Are there bits of a float among those that `inst`, a move, takes from its operand `index`? */
  movesFloat(inst: Instruction, index: number): boolean {
    const bits = this.floats.get(inst.operand(index)) ?? 0n;
    return (bits & before(inst, index, everyBit(inst.type))) !== 0n;
  }

  /** Were bits of the value computed from such bits, so that it is not only moved? */
  isComputed(value: Value): boolean {
    return (this.computed.get(value) ?? 0n) !== 0n;
  }

  /** Does it take out an exponent or a sign that is only computed with? One that goes back into a float is part of that. */
  private isExponent(inst: Instruction): boolean {
    return takesExponent(inst) && !this.carriers.has(inst);
  }

  private labelsInto(inst: Instruction): number {
    let union = 0;
    for (const operand of inst.operands) union |= this.labels.get(operand) ?? 0;
    // The distance of two pointers is a number, and so are an address's last bits.
    const isDistance = inst.opcode === "sub" && (this.labels.get(inst.operand(1)) ?? 0) !== 0;
    return isDistance || keepsFewBits(inst) ? union & ~flags.pointer : union;
  }

  private grow(inst: Instruction): boolean {
    const isKnown =
      handsOn.has(inst.opcode) || (inst instanceof CallInst && isIntegerIntrinsic(inst));
    if (!isKnown || !holdsIntegers(inst.type) || this.isExponent(inst)) return false;
    const known = this.labels.get(inst) ?? 0;
    const union = this.labelsInto(inst) | known;
    this.labels.set(inst, union);
    const hasMore = raise(
      this.floats,
      inst,
      after(inst, (value) => this.floats.get(value) ?? 0n),
    );
    const isMarked = union !== 0 || this.floats.has(inst);
    const own = isMarked && computes(inst) ? changedBits(inst) : 0n;
    const handed = after(inst, (value) => this.computed.get(value) ?? 0n);
    return raise(this.computed, inst, own | handed) || hasMore || union !== known;
  }
}

/** Adds the bits to those that are known; true when there were more. */
function raise(known: Map<Value, bigint>, value: Value, bits: bigint): boolean {
  const old = known.get(value) ?? 0n;
  if ((old | bits) === old) return false;
  known.set(value, old | bits);
  return true;
}

const handsOn = new Set(
  (
    "and or xor shl lshr ashr add sub mul udiv sdiv urem srem trunc zext sext " +
    "phi select freeze bitcast extractelement insertelement shufflevector extractvalue insertvalue"
  ).split(" "),
);

function sourceOf(value: Value, flow: TangentFlow, contents: () => ContentIndex): BitSource | null {
  if (!holdsIntegers(value.type)) return null;
  if (value instanceof Instruction && value.operandCount > 0 && flow.has(value.operand(0))) {
    if (value.opcode === "bitcast" && carriesFloat(value.operand(0).type)) return "float";
    if (value.opcode === "ptrtoint") return "pointer";
    if (value instanceof LoadInst) {
      return contents().conflictOf(value)?.kind === "float" ? "float" : "loaded";
    }
  }
  // What comes from elsewhere with a tangent.
  const isGiven = value instanceof Argument || value instanceof CallInst;
  return (isGiven || isFieldFromElsewhere(value)) && flow.has(value) ? "loaded" : null;
}
