/** What a reverse step asks of the forward sweep. */
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

/** An index that is not a constant is needed as it was. */
export function needsOfIndex(index: Value): readonly Need[] {
  return [primal(index)];
}

/** The record that the augmented primal of a call left for its reverse. */
export function record(call: Value): Need {
  return { value: call, what: "record" };
}
