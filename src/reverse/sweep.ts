/** What the derivation of an instruction may use while its reverse is emitted. Implemented by backward.ts. */
import type { IRBuilder } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import type { Need } from "./needs.ts";

/** The reverse sweep at one instruction. */
export interface Sweep {
  readonly context: Context;
  readonly build: IRBuilder;
  /** The value that `value` had in the forward sweep at this iteration; it must have been asked for by `needs`. */
  primal(value: Value): Value;
  /** The shadow of the pointer `value` at this iteration; it must have been asked for by `needs`. */
  shadow(value: Value): Value;
  /** The record that the call left at this iteration; it must have been asked for by `needs`. */
  record(call: Instruction): Value;
  /**
   * Where the adjoint of a value of `type` at `pointer` is. `present` is null when there surely is one; otherwise it tells at run
   * time, and where it is false `address` is a place whose content nobody reads.
   */
  shadowPlace(
    pointer: Value,
    type: Type,
  ): { readonly address: Value; readonly present: Value | null };
  /** The adjoint of `value`, zero afterwards; null when it is surely zero. */
  take(value: Value): Value | null;
  /** Adds to the adjoint of `value`; does nothing when that is inactive. */
  add(value: Value, amount: Value, flags?: string): void;
  /** Adds to one element of an aggregate's adjoint; does nothing when that is inactive. */
  addAt(value: Value, path: readonly number[], amount: Value, flags?: string): void;
  isActive(value: Value): boolean;
}

/** How one kind of instruction is reversed. */
export interface Derivation {
  /** What the reverse step uses. */
  needs(inst: Instruction, context: Context): readonly Need[];
  /** Emits the reverse step of one gradient. */
  reverse(inst: Instruction, sweep: Sweep): void;
}

/** How an instruction is reversed for all gradients that are made at once: what the forward sweep left for it is there once. */
export interface JointDerivation {
  needs(inst: Instruction, context: Context): readonly Need[];
  /** Emits the reverse step; the sweeps are at one place, one for each gradient. */
  reverseAll(inst: Instruction, sweeps: readonly Sweep[]): void;
}
