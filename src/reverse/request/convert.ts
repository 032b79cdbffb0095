/** Conversions between what a call passes and what a function takes. */
import type { IRBuilder } from "../../ir/builder.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { InvariantError } from "../../support/assert.ts";

/** What C promotes to double. */
const narrow = new Set(["half", "bfloat", "float"]);

/** Can a value of type `from`, passed without a prototype, be meant for a parameter of type `to`? */
export function canBecome(from: Type, to: Type): boolean {
  return conversion(from, to) !== null;
}

/** `value` as `type`. They must satisfy {@link canBecome}. */
export function become(build: IRBuilder, value: Value, type: Type): Value {
  const how = conversion(value.type, type);
  if (how === "none") return value;
  if (how === "pointer") return build.bitcastPointer(value, type);
  if (how === null) throw new InvariantError(`${value.type.text} is no ${type.text}`);
  return build.cast(how, value, type);
}

/** Variadic calls promote small integers and floats; typed pointers need a cast. */
function conversion(from: Type, to: Type): "none" | "pointer" | "fptrunc" | "trunc" | null {
  if (from === to) return "none";
  if (from.kind === "pointer" && to.kind === "pointer") return "pointer";
  if (from.kind === "float" && to.kind === "float") {
    return from.float === "double" && narrow.has(to.float) ? "fptrunc" : null;
  }
  return from.kind === "int" && to.kind === "int" && from.bits > to.bits ? "trunc" : null;
}
