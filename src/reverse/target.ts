/**
 * What differs where many threads run a function at once on memory that they share. The targets themselves are in src/gpu; on any other
 * machine there is none.
 */
import type { IRBuilder } from "../ir/builder.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { keptFor } from "../support/kept.ts";
import type { GradientServices } from "./services.ts";

/** The number of a thread in its block, and how many threads there are: i32. */
export interface InBlock {
  readonly thread: Value;
  readonly threads: Value;
}

/** How numbers that go from lane to lane of a warp are reversed. */
export interface Lanes {
  /** Why a call that hands on numbers has no adjoint; null where it has one. */
  problem(call: CallInst): string | null;
  /** The operands whose values its adjoint is computed from, where they are not constant. */
  operands(call: CallInst): readonly number[];
  /** What the operand gets of the adjoint of the result. */
  back(
    call: CallInst,
    adjoint: Value,
    valueOf: (index: number) => Value,
    build: IRBuilder,
    services: GradientServices,
  ): Value;
}

/** A kind of machine with many threads. */
export interface Target {
  /** As it is called in messages. */
  readonly name: string;
  /** `*pointer += amount`, a scalar float, while other threads may add to the same place. `align` in bytes, 0 where none is known. */
  addShared(build: IRBuilder, pointer: Value, amount: Value, align: number): void;
  /** Is the intrinsic something that a thread does for itself, whatever others do? */
  isOfOneThread(name: string): boolean;
  /** Is it the same whenever a thread asks: who it is, and how many there are? */
  isIdentity(name: string): boolean;
  /** Does it tell the threads of a block apart? */
  differs(name: string): boolean;
  /** Does it order what a thread does, without waiting for others? */
  isFence(name: string): boolean;
  /** Does the call make all threads of a block wait for each other, or order a thread's own accesses? No other barrier can be mirrored. */
  isMirrored(call: CallInst): boolean;
  /** Makes all threads of the block wait for each other. */
  wait(build: IRBuilder, services: GradientServices): void;
  /** Which thread of its block this is. */
  inBlock(build: IRBuilder, services: GradientServices): InBlock;
  readonly lanes: Lanes;
  /** The address space of memory that the threads of a block share. */
  readonly sharedSpace: number;
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
