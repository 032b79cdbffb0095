/**
 * Boxes of memory: what a write of a loop writes to in one iteration. The first and the last byte are written for certain, so that what lies between
 * them is in the object and can be copied; bounds that may be too wide would not do.
 */
import { Induction, isInvariant } from "../../analysis/affine.ts";
import type { Loop } from "../../analysis/loops.ts";
import {
  apply,
  constant,
  constantOf,
  resize,
  type Symbolic,
  symbolOf,
  valuesIn,
} from "../../analysis/symbolic.ts";
import { Instruction } from "../../ir/graph.ts";
import { GepInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { outermost, symbolicCount, whereEntered, whereReached } from "../counts.ts";
import type { Box } from "./loop.ts";
import { isWrite, lengthOf, targetOf, type Write } from "../undo.ts";

const zero = constant(64, 0n);

/** Is the loop left only at the end of an iteration, so that each is done whole? */
export function isLeftAtEnd(loop: Loop): boolean {
  const [exiting, another] = loop.exiting();
  return loop.latch !== null && exiting === loop.latch && another === undefined;
}

/** What the write writes in each iteration of `loop`, and nothing else; null where that is not known. */
export function boxOf(inst: Instruction, loop: Loop, context: Context): Box | null {
  if (!isWrite(inst) || inst.parent === null || !isDoneWhole(loop)) return null;
  const own = context.forest.loopOf(inst.parent);
  const each = own === null ? null : sizeOf(inst, own, context);
  const size = each === null ? null : whereEntered(each, loop, context);
  if (own === null || size === null) return null;
  let box: Box | null = { base: targetOf(inst), start: zero, sides: [], size };
  for (let around: Loop | null = own; around !== null && around !== loop; around = around.parent) {
    box = alongLoop(box, around, context);
    if (box === null) return null;
  }
  return isKnownBefore(box, outermost(loop)) ? box : null;
}

/** A loop that may be left before its first iteration is done may not come to what is in it; nor may one in such a loop. */
function isDoneWhole(loop: Loop): boolean {
  for (let around: Loop | null = loop; around !== null; around = around.parent)
    if (!isLeftAtEnd(around)) return false;
  return true;
}

/** What is written in all iterations of the loop where the box is what is written in one. */
function alongLoop(box: Box, loop: Loop, context: Context): Box | null {
  const count = isLeftAtEnd(loop) ? symbolicCount(loop, context) : null;
  const moved = placeIn(box, loop, context);
  const step = moved === null ? null : constantOf(moved.step);
  if (count === null || moved === null || step === null) return null;
  const { base, start } = moved;
  if (step !== 0n) {
    const side = { count, step: BigInt.asIntN(64, step) };
    return { ...box, base, start, sides: [...box.sides, side] };
  }
  // The same bytes in all iterations, where there are any.
  const size = apply("select", apply("ne", count, zero), box.size, zero);
  return { ...box, base, start, size };
}

/** Are the two the same bytes for certain? */
export function isSameBox(a: Box, b: Box): boolean {
  if (a.base !== b.base || a.sides.length !== b.sides.length) return false;
  if (!isSameTerm(a.start, b.start) || !isSameTerm(a.size, b.size)) return false;
  return a.sides.every(({ count, step }, i) => {
    const other = b.sides[i];
    return step === other?.step && isSameTerm(count, other.count);
  });
}

function isSameTerm(a: Symbolic, b: Symbolic): boolean {
  if (a === b) return true;
  if (a.bits !== b.bits) return false;
  if (a.kind === "constant") return b.kind === "constant" && a.constant === b.constant;
  if (a.kind === "value") return b.kind === "value" && a.value === b.value;
  if (b.kind !== "operation" || a.op !== b.op || a.args.length !== b.args.length) return false;
  return a.args.every((arg, i) => {
    const other = b.args[i];
    return other !== undefined && isSameTerm(arg, other);
  });
}

/** The bytes that it writes each time, none where its loop does not come to it. */
function sizeOf(write: Write, loop: Loop, context: Context): Symbolic | null {
  const { layout } = context.services;
  const length = lengthOf(write);
  let size: Symbolic | null = null;
  if (!(write instanceof StoreInst)) {
    const isWide = length?.type.kind === "int" && length.type.bits === 64;
    size = isWide ? symbolOf(length, 64) : null;
  } else if (!layout.isScalable(write.value.type)) {
    size = constant(64, BigInt(layout.storeSize(write.value.type)));
  }
  if (size === null || write.parent === null) return null;
  return whereReached(size, write.parent, loop, context);
}

/** A pointer as what it is made of and an offset. */
export interface Place {
  readonly base: Value;
  /** In bytes from there. */
  readonly start: Symbolic;
}

/** A place in the first iteration of a loop, and how it goes on. */
export interface Moved extends Place {
  readonly step: Symbolic;
}

/** How a place goes on in the iterations of a loop; null where it does not go on evenly. */
export function placeIn({ base, start }: Place, loop: Loop, context: Context): Moved | null {
  const { layout } = context.services;
  const induction = new Induction(loop, layout);
  const from = termIn(start, loop, induction);
  if (from === null) return null;
  if (!(base instanceof Instruction) || !isInside(base, loop)) return { base, ...from };
  const moved = placeOf(base, loop, context);
  if (moved === null) return null;
  const step = apply("add", moved.step, from.step);
  return { base: moved.base, start: apply("add", moved.start, from.start), step };
}

/** How an expression of 64 bits goes on in the iterations of a loop. */
function termIn(
  expr: Symbolic,
  loop: Loop,
  induction: Induction,
): { start: Symbolic; step: Symbolic } | null {
  if (valuesIn(expr).every((value) => isInvariant(value, loop))) return { start: expr, step: zero };
  if (expr.kind === "value") return expr.bits === 64 ? induction.affine(expr.value) : null;
  if (expr.kind === "constant" || (expr.op !== "add" && expr.op !== "mul" && expr.op !== "sub"))
    return null;
  const [x, y] = expr.args.map((arg) => termIn(arg, loop, induction));
  if (!x || !y) return null;
  if (expr.op !== "mul") {
    return { start: apply(expr.op, x.start, y.start), step: apply(expr.op, x.step, y.step) };
  }
  if (constantOf(y.step) !== 0n) return null;
  return { start: apply("mul", x.start, y.start), step: apply("mul", x.step, y.start) };
}

/** How a pointer of the loop goes on in its iterations. */
function placeOf(base: Instruction, loop: Loop, context: Context): Moved | null {
  const { layout } = context.services;
  const induction = new Induction(loop, layout);
  const whole = induction.affine(base);
  if (whole?.start.kind === "value")
    return { base: whole.start.value, start: zero, step: whole.step };
  if (!(base instanceof GepInst) || layout.isScalable(base.sourceType)) return null;
  const [index, another] = base.indices;
  if (index?.type.kind !== "int" || another !== undefined || index.type.bits > 64) return null;
  const size = constant(64, BigInt(layout.sizeOf(base.sourceType)));
  const inner = placeIn({ base: base.base, start: zero }, loop, context);
  const fixed = induction.invariant(index);
  const affine =
    fixed === null ? induction.affine(index) : { start: fixed, step: zero, signed: true };
  if (inner === null || affine === null || (index.type.bits < 64 && !affine.signed)) return null;
  const scaled = (term: Symbolic): Symbolic => apply("mul", resize("sext", term, 64), size);
  return {
    base: inner.base,
    start: apply("add", inner.start, scaled(affine.start)),
    step: apply("add", inner.step, scaled(affine.step)),
  };
}

function isKnownBefore({ base, start, sides, size }: Box, loop: Loop): boolean {
  const isOutside = !(base instanceof Instruction) || !isInside(base, loop);
  const values = [start, size, ...sides.map(({ count }) => count)].flatMap(valuesIn);
  return isOutside && values.every((value) => isInvariant(value, loop));
}

function isInside({ parent }: Instruction, loop: Loop): boolean {
  return parent !== null && loop.contains(parent);
}
