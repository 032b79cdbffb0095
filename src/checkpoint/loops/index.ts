/** Checkpointing of marked loops, as the reverse pass asks for it (src/reverse/checkpoints.ts). */
import type { LoopCheckpoints } from "../../reverse/checkpoints.ts";
import { outlineLoops } from "./outline.ts";
import { loopOf } from "./outlined.ts";
import { fillLoopPair } from "./pair.ts";

/** Looks after the marked loops of a module. */
export const markedLoops: LoopCheckpoints = {
  outline: outlineLoops,
  fill(pair, makeSweeps, services) {
    const loop = loopOf(pair.spec.primal);
    if (loop === undefined) return false;
    fillLoopPair(loop, pair, makeSweeps, services);
    return true;
  },
};
