/** What is known of a function that stands for a checkpointed loop. */
import type { Function } from "../../ir/graph.ts";
import type { Type } from "../../ir/types.ts";
import type { ScheduleName } from "./marks.ts";

/** A value that an iteration hands to the next one. */
export interface Carried {
  readonly type: Type;
  /** The parameter of the loop's function with which the first iteration begins. */
  readonly initial: number;
  /** Those parameters of pointers that it may be, or point into the memory of. */
  readonly sources: readonly number[];
}

/** A region of the state, by parameters of the loop's function. */
export interface RegionParams {
  readonly pointer: number;
  readonly bytes: number;
  readonly kind: "state" | "once";
}

/** A parameter of the step, by what is passed for it. */
export type StepParam =
  | { readonly kind: "carried" | "carried twin" | "cell" | "twin cell"; readonly index: number }
  | { readonly kind: "shared" | "shared twin"; readonly param: number };

/**
 * The function of a loop runs its step until that returns another number than 0, which it returns: the exit. What leaves the loop, the
 * step stores through parameters that it shares. A twin is the shadow of a pointer, in the two sweeps, and the pointer itself elsewhere.
 */
export interface OutlinedLoop {
  readonly fn: Function;
  /** One iteration: takes what {@link params} say, and leaves what the next one begins with in cells. */
  readonly step: Function;
  readonly params: readonly StepParam[];
  readonly carried: readonly Carried[];
  readonly regions: readonly RegionParams[];
  /** The parameter with the number of steps; null where only the last step knows. */
  readonly steps: number | null;
  readonly budget: number;
  readonly schedule: ScheduleName;
  /** For messages: the function of the program, and where the mark is. */
  readonly name: string;
  readonly location: string;
}

const known = new WeakMap<Function, OutlinedLoop>();
const steps = new WeakSet<Function>();

/** Notes what is known of a loop's function. */
export function noteLoop(loop: OutlinedLoop): void {
  known.set(loop.fn, loop);
  steps.add(loop.step);
}

/** Is it the step of a loop? It is reversed as soon as it has been run. */
export function isStep(fn: Function): boolean {
  return steps.has(fn);
}

/** What is known of `fn`; undefined where it stands for no loop. */
export function loopOf(fn: Function): OutlinedLoop | undefined {
  return known.get(fn);
}
