/**
 * Loads and stores of single bytes (or vectors of them). Bytes are storage of anything, so they are no evidence of what memory
 * holds; but where other accesses say that it holds a float, they move or overwrite a part of that.
 */
import { type LoadInst, StoreInst } from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import type { ContentIndex } from "./contents.ts";
import { isByte } from "./leaves.ts";

/** Is the access one of bytes, at a place where a float may be? */
export function isByteOfFloat(access: LoadInst | StoreInst, contents: ContentIndex): boolean {
  const type = access instanceof StoreInst ? access.value.type : access.type;
  return isByte(scalarType(type)) && contents.isFloatAt(access.pointer, type, access.metadata);
}
