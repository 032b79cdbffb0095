/**
 * What differs where many threads run a function at once on memory that they share. The targets themselves are in src/gpu; on any other
 * machine there is none.
 */
import type { IRBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { keptFor } from "../support/kept.ts";

/** A kind of machine with many threads. */
export interface Target {
  /** As it is called in messages. */
  readonly name: string;
  /** `*pointer += amount`, a scalar float, while other threads may add to the same place. `align` in bytes, 0 where none is known. */
  addShared(build: IRBuilder, pointer: Value, amount: Value, align: number): void;
  /** Is the intrinsic something that a thread does for itself, whatever others do? */
  isOfOneThread(name: string): boolean;
  /** Does an intrinsic of that name belong to the target? */
  isOwn(name: string): boolean;
  /** So many bytes of a thread's stack the tape may take. */
  readonly stackTape: number;
}

const chosen = keptFor<object, { target: Target | null }>(() => ({ target: null }));

/** Says what the code of `module` runs on. To be done before anything is differentiated. */
export function setTarget(module: object, target: Target | null): void {
  chosen(module).target = target;
}

/** What the code of the module runs on; null for an ordinary machine. */
export function targetOf(module: object): Target | null {
  return chosen(module).target;
}
