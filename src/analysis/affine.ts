/**
 * Affine induction: values that grow by the same amount in each iteration of a loop, and values that a loop does not change.
 */
import { Constant, integerOf } from "../ir/constants.ts";
import { GlobalValue, Argument, Instruction } from "../ir/graph.ts";
import { ArithmeticInst, CastInst, GepInst, PhiInst } from "../ir/instructions.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { Value } from "../ir/value.ts";
import { apply, constant, constantOf, resize, type Symbolic, symbolOf } from "./symbolic.ts";
import type { Loop } from "./loops.ts";

/**
 * A value that is `start + k * step` in iteration k, counted from 0. Where `signed` (`unsigned`) holds, that sum does
 * not leave the signed (unsigned) range of its width: if it did, the value would be poison.
 */
export interface Affine {
  readonly start: Symbolic;
  readonly step: Symbolic;
  readonly signed: boolean;
  readonly unsigned: boolean;
}

/** How deep expressions are followed: deeper ones are left unknown. */
const mostDepth = 8;

/** Opcodes that compute the same again and can do no harm where they did not run before. */
const speculatable = new Set([
  ...["add", "sub", "mul", "and", "or", "xor", "shl", "lshr", "ashr"],
  ...["zext", "sext", "trunc", "bitcast", "ptrtoint", "icmp", "select", "getelementptr"],
]);

/**
 * True when `value` is the same in all iterations of `loop` and can be computed before it: it is defined outside, or is an
 * expression of such values that may run earlier.
 */
export function isInvariant(value: Value, loop: Loop, depth = 0): boolean {
  if (value instanceof Constant || value instanceof GlobalValue || value instanceof Argument) {
    return true;
  }
  if (!(value instanceof Instruction) || value.parent === null) return false;
  if (!loop.contains(value.parent)) return true;
  if (depth >= mostDepth || !speculatable.has(value.opcode)) return false;
  return value.operands.every((operand) => isInvariant(operand, loop, depth + 1));
}

/** Finds the affine values of one loop, which must have a preheader and one latch. */
export class Induction {
  readonly #loop: Loop;
  readonly #layout: DataLayout;

  constructor(loop: Loop, layout: DataLayout) {
    this.#loop = loop;
    this.#layout = layout;
  }

  /** `value` as a loop-invariant expression; null when it varies or is neither an integer nor a pointer. */
  invariant(value: Value): Symbolic | null {
    const bits = this.#width(value);
    return bits !== null && isInvariant(value, this.#loop) ? symbolOf(value, bits) : null;
  }

  /** How `value` grows; null when it does not grow evenly or that is not known. */
  affine(value: Value, depth = 0): Affine | null {
    if (depth >= mostDepth || !(value instanceof Instruction)) return null;
    if (value instanceof PhiInst) return this.#phi(value);
    if (value instanceof GepInst) return this.#pointerStep(value, depth);
    if (value instanceof CastInst) return this.#cast(value, depth);
    if (!(value instanceof ArithmeticInst)) return null;
    return value.opcode === "mul" ? this.#product(value, depth) : this.#sum(value, depth);
  }

  /** A multiple. Whether it leaves the range is not known: the step may, where the products do not. */
  #product(product: ArithmeticInst, depth: number): Affine | null {
    const [x, y] = product.operands;
    if (x === undefined || y === undefined) return null;
    const factor = this.invariant(y) ?? this.invariant(x);
    const inner = this.affine(factor !== null && this.invariant(y) !== null ? x : y, depth + 1);
    if (factor === null || inner === null) return null;
    const [start, step] = [inner.start, inner.step].map((term) => apply("mul", term, factor));
    return start && step ? { start, step, signed: false, unsigned: false } : null;
  }

  #width({ type }: Value): number | null {
    if (type.kind === "int") return type.bits;
    return type.kind === "pointer" ? this.#layout.pointerBits(type.space) : null;
  }

  /** A phi of the header that the latch brings back increased by an invariant. */
  #phi(phi: PhiInst): Affine | null {
    const { header, latch, preheader } = this.#loop;
    if (phi.parent !== header || latch === null || preheader === null) return null;
    const next = phi.valueFrom(latch);
    const start = this.invariant(phi.valueFrom(preheader));
    if (start === null) return null;
    if (next instanceof GepInst && next.base === phi) {
      const step = this.#gepStep(next);
      return step === null ? null : { start, step, signed: false, unsigned: counts(step, next) };
    }
    if (!(next instanceof ArithmeticInst)) return null;
    const step = this.#addend(next, phi);
    if (step === null) return null;
    const { signed, unsigned } = wrapOf(next, step.negated);
    // A constant with the sign bit is a way down, and the unsigned promise is about a way up.
    const isDown = constantOf(step.term) !== null && !isNonNegative(step.term);
    return { start, step: step.term, signed, unsigned: unsigned && !isDown };
  }

  /** What `sum` adds to `base`; null when it is no such sum. */
  #addend(sum: ArithmeticInst, base: Value): { term: Symbolic; negated: boolean } | null {
    if (sum.opcode !== "add" && sum.opcode !== "sub") return null;
    const index = sum.operand(0) === base ? 1 : 0;
    if (sum.operand(1 - index) !== base) return null;
    if (sum.opcode === "sub" && index === 0) return null;
    const term = this.invariant(sum.operand(index));
    if (term === null) return null;
    const negated = sum.opcode === "sub";
    return { term: negated ? apply("sub", constant(term.bits, 0n), term) : term, negated };
  }

  #sum(sum: ArithmeticInst, depth: number): Affine | null {
    for (const base of sum.operands) {
      const inner = base instanceof Instruction ? this.affine(base, depth + 1) : null;
      if (inner === null) continue;
      const added = this.#addend(sum, base);
      if (added === null) continue;
      const wrap = wrapOf(sum, added.negated);
      return {
        start: apply("add", inner.start, added.term),
        step: inner.step,
        signed: inner.signed && wrap.signed,
        unsigned: inner.unsigned && wrap.unsigned,
      };
    }
    return null;
  }

  #cast(cast: CastInst, depth: number): Affine | null {
    if (cast.type.kind !== "int" || cast.source.type.kind !== "int") return null;
    const { bits } = cast.type;
    const inner = this.affine(cast.source, depth + 1);
    if (inner === null) return null;
    const { start, step } = inner;
    if (cast.opcode === "trunc") {
      const [from, by] = [start, step].map((term) => resize("trunc", term, bits));
      return from && by ? { start: from, step: by, signed: false, unsigned: false } : null;
    }
    const op = extension(cast.opcode, inner);
    if (op === null) return null;
    // A narrow value without sign never has the wide sign bit; a narrow signed one may be negative.
    const isPositive = cast.opcode === "zext";
    return {
      start: resize(op, start, bits),
      step: resize(op, step, bits),
      signed: true,
      unsigned: isPositive,
    };
  }

  #pointerStep(gep: GepInst, depth: number): Affine | null {
    const inner = this.affine(gep.base, depth + 1);
    const added = inner === null ? null : this.#gepStep(gep);
    if (inner === null || added === null) return null;
    const unsigned = inner.unsigned && gep.hasFlag("inbounds");
    return { start: apply("add", inner.start, added), step: inner.step, signed: false, unsigned };
  }

  /** The bytes a getelementptr with one invariant index adds. */
  #gepStep(gep: GepInst): Symbolic | null {
    const index = gep.operandCount === 2 ? this.invariant(gep.operand(1)) : null;
    const bits = this.#width(gep);
    if (index === null || bits === null || this.#layout.isScalable(gep.sourceType)) return null;
    if (index.bits > bits) return null;
    const size = constant(bits, BigInt(this.#layout.sizeOf(gep.sourceType)));
    return apply("mul", resize("sext", index, bits), size);
  }
}

/** How a narrow affine value may be widened as a sum; null when it may wrap before. */
function extension(
  opcode: string,
  { start, step, signed, unsigned }: Affine,
): "sext" | "zext" | null {
  if (opcode === "sext") return signed ? "sext" : null;
  if (opcode !== "zext") return null;
  if (unsigned) return "zext";
  // Counting up from zero or more without signed wrap is counting without a sign.
  const isCounting = isNonNegative(start) && isNonNegative(step);
  return signed && isCounting ? "sext" : null;
}

/** True for a constant whose sign bit is clear. */
function isNonNegative(expr: Symbolic): boolean {
  const known = constantOf(expr);
  return known !== null && BigInt.asIntN(expr.bits, known) >= 0n;
}

/**
 * What the flags of a sum promise of `base + term`. The unsigned promise of a subtraction is about `base - x`, which
 * is not the sum modulo 2^bits that the negated term stands for. Nor does the signed promise carry over where x is the least
 * integer, whose negation is itself: the promise is kept for constants alone, which #addend's caller sees folded.
 */
function wrapOf(sum: ArithmeticInst, negated: boolean): Pick<Affine, "signed" | "unsigned"> {
  if (!negated) return { signed: sum.hasFlag("nsw"), unsigned: sum.hasFlag("nuw") };
  const known = integerOf(sum.operand(1));
  const bits = sum.type.kind === "int" ? sum.type.bits : 0;
  const isLeast = known === undefined || BigInt.asIntN(bits, -known) === BigInt.asIntN(bits, known);
  return { signed: sum.hasFlag("nsw") && !isLeast, unsigned: false };
}

/** True for addresses that go up: an address stays in its object, and no object wraps around the address space. */
function counts(step: Symbolic, gep: GepInst): boolean {
  return isNonNegative(step) && gep.hasFlag("inbounds");
}
