/**
 * Loops that the program marks for checkpointing, as the reverse pass sees them: a call of a function that stands for the loop, whose pair
 * is made by others. Who they are is said from above (src/checkpoint).
 */
import type { Argument, Function } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { keptFor } from "../support/kept.ts";
import type { Trace } from "../support/trace.ts";
import type { GradientServices } from "./services.ts";
import type { UnitSpec } from "./unit-spec.ts";
import type { FunctionPair } from "./units.ts";

/** A prepared clone in which marked loops are looked for. */
export interface MarkedCode {
  readonly fn: Function;
  /** The function of the program, for messages. */
  readonly primal: Function;
  /** The clone's parameters, each with its shadows where it has some. */
  readonly shadow: ReadonlyMap<Value, readonly Argument[]>;
  /** Others may change memory between the two sweeps, because the code is differentiated as a part of theirs. */
  readonly isPart: boolean;
  /** How many gradients at once; 1 when absent. */
  readonly width?: number;
}

/** Makes a function with both sweeps in one body: as {@link sweepsType} says. */
export type MakeSweeps = (spec: UnitSpec, name: string) => Function;

/** What is done with marked loops. */
export interface LoopCheckpoints {
  /**
   * Puts the call of a new function in the place of each marked loop. Gives a table of their states, for a person.
   * @throws TsadError where a mark is not understood, or the state of the loop is not known
   */
  outline(code: MarkedCode, services: GradientServices): string;
  /** Fills the pair of such a function; false for any other. */
  fill(pair: FunctionPair, makeSweeps: MakeSweeps, services: GradientServices): boolean;
}

const chosen = keptFor<object, { loops: LoopCheckpoints | null }>(() => ({ loops: null }));

/** Says who looks after the marked loops of `module`. To be done before anything is differentiated. */
export function setLoopCheckpoints(module: object, loops: LoopCheckpoints | null): void {
  chosen(module).loops = loops;
}

/** Who looks after the marked loops of the module; null where it has none. */
export function loopCheckpointsOf(module: object): LoopCheckpoints | null {
  return chosen(module).loops;
}

/** Puts the calls of new functions in the place of marked loops, where the module has any. @throws TsadError as {@link LoopCheckpoints} */
export function outlineLoops(code: MarkedCode, services: GradientServices, trace: Trace): void {
  const loops = loopCheckpointsOf(services);
  if (loops === null) return;
  trace.step(
    "checkpoints",
    () => loops.outline(code, services),
    (table) => table,
  );
}
