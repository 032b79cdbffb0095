/** Addresses at which there is no object: the null pointer with a small offset, as of a member of nothing. */
import { ConstantExpr, integerOf } from "../ir/constants.ts";
import { CastInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";

/** No object of a program lies below this, nor does any distance between two objects. */
export const pageBytes = 4096n;

/**
 * Is it a pointer made of a number that is so small that no object is there? Only in the address space that all memory is in: others may
 * begin with an object at 0.
 */
export function isInNullPage(pointer: Value): boolean {
  const { type } = pointer;
  if (type.kind !== "pointer" || type.space !== 0) return false;
  const address = addressIn(pointer);
  const number = address === undefined ? undefined : integerOf(address);
  return number !== undefined && number >= 0n && number < pageBytes;
}

/** The integer that a constant or an instruction makes a pointer of. */
function addressIn(pointer: Value): Value | undefined {
  if (pointer instanceof CastInst && pointer.opcode === "inttoptr") return pointer.source;
  const isCast = pointer instanceof ConstantExpr && pointer.opcode === "inttoptr";
  return isCast ? pointer.args[0] : undefined;
}
