/**
 * Marks: what the shadow of a float holds in the forward sweep, before any adjoint is there. Each is a number that no shadow pointer and no
 * integer's shadow (which is 0) is; the reverse sweep takes it for 0.
 */
import { constFloat } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { InvariantError } from "../support/assert.ts";

/** The mark of one type. */
interface Mark {
  readonly bits: bigint;
  readonly value: number;
}

/** The two halves of a double's mark differ, so that a part of it is known for one. */
const double: Mark = { bits: 0x82828282_80808080n, value: floatOf(0x82828282_80808080n, 8) };
const single: Mark = { bits: 0x81818181n, value: floatOf(0x81818181n, 4) };

function floatOf(bits: bigint, bytes: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (bytes === 4) view.setUint32(0, Number(bits));
  else view.setBigUint64(0, bits);
  return bytes === 4 ? view.getFloat32(0) : view.getFloat64(0);
}

/** Has the type a mark: is it float or double, or a vector of such of fixed length? */
export function hasMark(type: Type): boolean {
  if (type.kind === "vector") return !type.scalable && hasMark(type.element);
  return type.kind === "float" && (type.float === "double" || type.float === "float");
}

/** The mark of `float` or `double`. */
export function markOf(type: Type): Mark {
  if (type.kind === "float" && type.float === "double") return double;
  if (type.kind === "float" && type.float === "float") return single;
  throw new InvariantError(`there is no mark for ${type.text}`);
}

/** The mark as a constant of the type, which may be a vector: the same in each element. */
export function markConstant(type: Type): Value {
  const element = type.kind === "vector" ? type.element : type;
  return constFloat(type, markOf(element).value);
}
