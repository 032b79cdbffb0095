/** Makes a failing program smaller while it fails in the same way. */
import { type Node, sizeOf, smaller } from "./program.ts";

/**
 * Takes nodes out as long as `fails` holds, trying at most `attempts` programs.
 * @param fails true where the smaller tree fails as the first one did
 */
export async function shrink(
  nodes: readonly Node[],
  fails: (nodes: readonly Node[]) => Promise<boolean>,
  attempts = 400,
): Promise<readonly Node[]> {
  let best = nodes;
  let left = attempts;
  for (let found = true; found; ) {
    found = false;
    for (const tried of smaller(best)) {
      if (left-- <= 0) return best;
      if (sizeOf(tried) >= sizeOf(best) || !(await fails(tried))) continue;
      best = tried;
      found = true;
      break;
    }
  }
  return best;
}
