/** What the parts of the dependence test know of each other. */
import type { Loop } from "../../analysis/loops.ts";
import type { BasicBlock } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import type { Counter, Polynomial } from "./polynomial.ts";

/** What has to be known of a function. */
export type LaterContext = Pick<Context, "cfg" | "dominators" | "forest" | "counters" | "services">;

/** The iterations in which an instruction of a block is executed. */
export interface Iterations {
  readonly context: LaterContext;
  readonly block: BasicBlock;
  readonly variables: { counter(limit: Counter["limit"]): Counter };
  /** In the same iterations of the loops that are known, but for `loop`, what `block` sees. */
  at(block: BasicBlock, loop: Loop, counter: Polynomial): Iterations;
  /** What an integer is, where there is one way in which it may have come about. */
  only(value: Value): Polynomial | null;
}
