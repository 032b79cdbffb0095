/**
 * Calls by which the threads of a warp hand numbers to each other: what a lane gets is what another lane, or the same, gives. As all lanes run the
 * same code, the result is active where the operand is. How they are reversed is the target's (src/gpu/lanes.ts).
 */

/** NVIDIA's shuffles of a float: `(mask, value, b, c)` (PTX ISA, `shfl.sync`). */
const shuffle = /^llvm\.nvvm\.shfl\.sync\.(idx|up|down|bfly)\.f32$/;

/** The operand whose derivative the call of that name hands on; undefined for another call. */
export function handedToLanes(name: string): number | undefined {
  return shuffle.test(name) ? 1 : undefined;
}
