/** How aligned shadows are. */
import type { DataLayout } from "../ir/datalayout.ts";
import { scalarType, type Type } from "../ir/types.ts";

/**
 * The alignment of an access to a shadow, in bytes. Memory that the program aligns by hand, or finds to be aligned when it runs, has a shadow
 * that is no more aligned than its scalars are.
 * @param align what the access of the program itself states; 0 where it states nothing
 */
export function shadowAlign(align: number, type: Type, layout: DataLayout): number {
  const scalar = scalarType(type);
  const stated = align === 0 ? layout.abiAlign(type) : align;
  const isScalar = ["float", "int", "pointer"].includes(scalar.kind);
  return isScalar ? Math.min(stated, layout.abiAlign(scalar)) : stated;
}
