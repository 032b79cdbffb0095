/** Memory of one thread. */
import { isOwn } from "../analysis/memory.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";

/** Can no other thread come to what the pointer points to? */
export function isPrivate(pointer: Value, { memory }: Pick<Context, "memory">): boolean {
  const roots = [...memory.rootsOf(pointer)];
  return roots.every((root) => isOwn(root) && !memory.escapes(root));
}
