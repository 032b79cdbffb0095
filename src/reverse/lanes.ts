/** Values of several derivatives that are made at once. */
import type { IRBuilder } from "../ir/builder.ts";
import { undefOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";

/** Several values as one array; one value as it is. */
export function packed(values: readonly Value[], type: Type, build: IRBuilder): Value {
  if (values.length === 1) return at(values, 0);
  const array = build.module.types.array(type, values.length);
  return values.reduce<Value>((all, value, i) => build.insertValue(all, value, i), undefOf(array));
}
