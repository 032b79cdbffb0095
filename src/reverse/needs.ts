/** What a reverse step asks of the forward sweep. */
import { isFromNull } from "../analysis/addresses.ts";
import { GepInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";

/** A value of the forward sweep that a reverse step uses: itself, (of a pointer) its shadow, or (of a call) the record it left. */
export interface Need {
  readonly value: Value;
  readonly what: "primal" | "shadow" | "record";
}

/** The value itself. */
export function primal(value: Value): Need {
  return { value, what: "primal" };
}

/** The shadow of a pointer. */
export function shadow(value: Value): Need {
  return { value, what: "shadow" };
}

/** What a pointer is an offset from. It has a shadow of its own exactly where the pointer has, and changes in fewer loops. */
export function baseOf(pointer: Value): Value {
  let base = pointer;
  for (;;) {
    if (!(base instanceof GepInst) || base.base.type.kind !== "pointer") return base;
    const { base: inner } = base;
    if (isFromNull(base)) return base;
    base = inner;
  }
}

/** An index that is not a constant is needed as it was. */
export function needsOfIndex(index: Value): readonly Need[] {
  return [primal(index)];
}

/** The record that the augmented primal of a call left for its reverse. */
export function record(call: Value): Need {
  return { value: call, what: "record" };
}
