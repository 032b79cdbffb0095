/**
 * Callees that are known although the call does not name a function: aliases of functions, and what constant tables hold at constant
 * places, as vtables do.
 */
import { attributeWords } from "../ir/attributes.ts";
import { ConstantAggregate, ConstantExpr, integerOf } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { Function, GlobalAlias, GlobalVariable } from "../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** Makes those callees functions; returns how many calls it changed. */
export function nameCallees(fn: Function): number {
  let count = 0;
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst) || withoutCasts(inst.callee) instanceof Function) continue;
    const callee = resolve(inst.callee, fn.module.layout);
    if (!(callee instanceof Function)) continue;
    const wanted = inst.callee.type;
    const named = callee.type === wanted ? callee : new ConstantExpr(wanted, "bitcast", [callee]);
    inst.setOperand(inst.operandCount - 1, named);
    count++;
  }
  if (count > 0) fn.module.markChanged(fn);
  return count;
}

/** The value behind casts between pointers, which change no address. */
export function withoutCasts(value: Value): Value {
  let inner = value;
  for (;;) {
    if (!(inner instanceof CastInst || inner instanceof ConstantExpr)) return inner;
    const from: Value | undefined = inner.opcode === "bitcast" ? operandsOf(inner)[0] : undefined;
    if (from === undefined) return inner;
    inner = from;
  }
}

function operandsOf(value: Value): readonly Value[] {
  if (value instanceof ConstantExpr) return value.args;
  return value instanceof CastInst || value instanceof GepInst ? value.operands : [];
}

/** What `value` is for certain: behind casts, aliases and loads from constant memory. */
function resolve(value: Value, layout: DataLayout): Value {
  const inner = withoutCasts(value);
  if (inner instanceof GlobalAlias) {
    const isFixed = inner.form === "alias" && !isReplaceable(inner.header);
    return isFixed && inner.target !== null ? resolve(inner.target, layout) : inner;
  }
  if (!(inner instanceof LoadInst) || inner.flags !== "") return inner;
  const address = addressOf(inner.pointer, layout);
  if (address === null) return inner;
  const { global, offset } = address;
  const fixed = global.isConstant && !isReplaceable(global.header) ? global.initializer : null;
  const held = fixed === null ? null : elementAt(fixed, offset, inner.type, layout);
  return held === null ? inner : resolve(held, layout);
}

function isReplaceable(header: string): boolean {
  return attributeWords(header).some((word) => {
    return /^(weak|linkonce|common|extern_weak|externally_initialized|thread_local)\b(?!_)/.test(
      word,
    );
  });
}

/** The global and the constant distance in bytes that make up the address; null where either is not known. */
function addressOf(
  pointer: Value,
  layout: DataLayout,
): { global: GlobalVariable; offset: number } | null {
  const inner = resolve(pointer, layout);
  if (inner instanceof GlobalVariable) return { global: inner, offset: 0 };
  const source =
    inner instanceof GepInst || inner instanceof ConstantExpr ? inner.sourceType : null;
  const [base, ...indices] = operandsOf(inner);
  if (source === null || base === undefined) return null;
  const distance = distanceOf(source, indices, layout);
  const from = distance === null ? null : addressOf(base, layout);
  if (from === null || distance === null) return null;
  return { global: from.global, offset: from.offset + distance };
}

function distanceOf(source: Type, indices: readonly Value[], layout: DataLayout): number | null {
  let type = source;
  let distance = 0;
  for (const [i, index] of indices.entries()) {
    const known = integerOf(index);
    if (known === undefined) return null;
    const step = Number(known);
    if (i === 0) distance += step * layout.sizeOf(type);
    else if (type.kind === "struct") {
      distance += layout.fieldOffset(type, step);
      const field = type.fields?.[step];
      if (field === undefined) return null;
      type = field;
    } else if (type.kind === "array") {
      type = type.element;
      distance += step * layout.sizeOf(type);
    } else return null;
  }
  return distance;
}

/** The element of type `type` (pointers are all alike) that stands at `offset` in a constant; null where there is none. */
function elementAt(whole: Value, offset: number, type: Type, layout: DataLayout): Value | null {
  let value = whole;
  let rest = offset;
  while (value instanceof ConstantAggregate) {
    const inside = memberAt(value, rest, layout);
    if (inside === null) return null;
    ({ value, rest } = inside);
  }
  return rest === 0 && value.type.kind === "pointer" && type.kind === "pointer" ? value : null;
}

function memberAt(
  whole: ConstantAggregate,
  offset: number,
  layout: DataLayout,
): { value: Value; rest: number } | null {
  const { type, elements } = whole;
  if (type.kind === "array") {
    const size = layout.sizeOf(type.element);
    const value = elements[Math.floor(offset / size)];
    return value === undefined ? null : { value, rest: offset % size };
  }
  if (type.kind !== "struct") return null;
  const i = elements.findLastIndex((_, field) => layout.fieldOffset(type, field) <= offset);
  const value = elements[i];
  return value === undefined ? null : { value, rest: offset - layout.fieldOffset(type, i) };
}
