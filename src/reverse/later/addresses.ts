/** Where a pointer points in one execution of an instruction: bytes from a pointer that is always the same. */
import { constantOffset } from "../../ir/address.ts";
import { Argument, GlobalVariable } from "../../ir/graph.ts";
import { CastInst, GepInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Affine } from "../counters.ts";
import type { Instance } from "./instance.ts";
import { Polynomial } from "./polynomial.ts";
import { combined } from "./ways.ts";

/** The address of an element that is no further away than this does not wrap. */
const narrow = 1n << 40n;

/** A pointer that is always the same, and bytes behind it. */
export interface Address {
  readonly base: Value;
  /** One for each way in which it may have come about. */
  readonly offsets: readonly Polynomial[];
}

/** Where a pointer points; null where that is not known. */
export function addressOf(pointer: Value, at: Instance): Address | null {
  if (pointer instanceof CastInst && pointer.opcode === "bitcast") {
    return addressOf(pointer.source, at);
  }
  if (pointer instanceof GepInst) {
    const inner = addressOf(pointer.base, at);
    return inner === null ? null : behind(inner, bytesAdded(pointer, at));
  }
  const affine = at.context.counters.affine.get(pointer);
  if (affine !== undefined) return runningOf(affine, at);
  const isFixed =
    pointer instanceof Argument || pointer instanceof GlobalVariable || at.isOutside(pointer);
  const { type } = pointer;
  if (!isFixed || type.kind !== "pointer" || type.space !== 0) return null;
  return { base: pointer, offsets: [Polynomial.constant(0)] };
}

function bytesAdded(gep: GepInst, at: Instance): readonly Polynomial[] | null {
  const { layout } = at.context.services;
  const isPromised = gep.hasFlag("inbounds") || gep.hasFlag("nusw");
  if (!isPromised && !gep.indices.every((index) => isNarrow(index, at))) return null;
  const known = constantOffset(gep, layout);
  if (known !== null) return [Polynomial.constant(known)];
  let all: readonly Polynomial[] | null = [Polynomial.constant(0)];
  let type = gep.sourceType;
  for (const [i, index] of gep.indices.entries()) {
    if (i > 0) {
      if (type.kind !== "array") return null;
      type = type.element;
    }
    if (layout.isScalable(type)) return null;
    const size = layout.sizeOf(type);
    const bytes: readonly Polynomial[] | null = at.of(index)?.map((p) => p.scaled(size)) ?? null;
    all = combined(all, bytes, (x, y) => x.plus(y));
  }
  return all;
}

/** Is the index so small that no sum of such can wrap, with what an element takes? */
function isNarrow(index: Value, at: Instance): boolean {
  const { type } = index instanceof CastInst ? index.source : index;
  if (type.kind === "int" && type.bits <= 32) return true;
  return at.within(at.of(index), -narrow, narrow) !== null;
}

/** A pointer that goes on evenly. */
function runningOf({ loop, start, step, update }: Affine, at: Instance): Address | null {
  if (!(update instanceof GepInst) || !update.hasFlag("inbounds")) return null;
  const { layout } = at.context.services;
  const from = layout.isScalable(update.sourceType) ? null : addressOf(start, at);
  if (from === null) return null;
  const size = layout.sizeOf(update.sourceType);
  const counter = at.counterOf(loop);
  return behind(from, at.of(step)?.map((each) => each.scaled(size).times(counter)) ?? null);
}

function behind({ base, offsets }: Address, bytes: readonly Polynomial[] | null): Address | null {
  const all = combined(offsets, bytes, (x, y) => x.plus(y));
  return all === null ? null : { base, offsets: all };
}
