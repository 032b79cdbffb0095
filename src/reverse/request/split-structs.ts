/** Parameters that are pieces of one struct: the ABI passes small structs in registers, and a marker speaks of the whole. */
import type { Function } from "../../ir/graph.ts";

/**
 * How many parameters from `start` on are pieces of one struct; 1 for a parameter of its own. It is read from the names that clang gives
 * to the pieces, `s.coerce0`, `s.coerce1`.
 */
export function splitAt(fn: Function, start: number): number {
  const base = pieceOf(fn, start, 0);
  if (base === null) return 1;
  let count = 1;
  while (pieceOf(fn, start + count, count) === base) count++;
  return count;
}

function pieceOf(fn: Function, index: number, piece: number): string | null {
  const match = /^(.+)\.coerce(\d+)$/.exec(fn.args[index]?.name ?? "");
  return match !== null && Number(match[2]) === piece ? (match[1] ?? null) : null;
}
