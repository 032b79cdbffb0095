/** Addresses at which there is no object: the null pointer with a small offset, as of a member of nothing. */
import { ConstantExpr, integerOf } from "../ir/constants.ts";
import type { Value } from "../ir/value.ts";

/** No object of a program lies below this, nor does any distance between two objects. */
export const pageBytes = 4096n;

/**
 * Is it a pointer made of a number that is so small that no object is there? Only in the address space that all memory is in: others may
 * begin with an object at 0.
 */
export function isInNullPage(pointer: Value): boolean {
  if (!(pointer instanceof ConstantExpr) || pointer.opcode !== "inttoptr") return false;
  const { type, args } = pointer;
  if (type.kind !== "pointer" || type.space !== 0) return false;
  const [address] = args;
  const number = address === undefined ? undefined : integerOf(address);
  return number !== undefined && number >= 0n && number < pageBytes;
}
